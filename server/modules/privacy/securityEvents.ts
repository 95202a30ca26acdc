import type { FastifyInstance } from 'fastify'
import type { SecurityEventPage } from '@contract/privacy'
import { presentEvent } from '../identity/presentEvent'

const DEFAULT_LIMIT = 20

/** One page of what happened to an account, newest first. */
export async function listEvents({ db, cursors }: Pick<FastifyInstance, 'db' | 'cursors'>, userId: string, cursor: string | undefined, limit = DEFAULT_LIMIT): Promise<SecurityEventPage> {
  const scope = `securityEvents/${userId}`
  let query = db
    .selectFrom('auth_event')
    .select(['id', 'at', 'kind', 'result', 'client', 'place', 'detail'])
    .where('user_id', '=', userId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    // One more than asked for tells whether there is another page.
    .limit(limit + 1)
  if (cursor !== undefined) {
    const [at = '', id = ''] = cursors.open(scope, cursor)
    query = query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(new Date(at), String(id))))
  }
  const rows = await query.execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { items: shown.map(presentEvent), nextCursor: last ? cursors.seal(scope, [last.at.toISOString(), last.id]) : null }
}
