import type { Kysely } from 'kysely'
import type { Notice } from '@contract/sessions'
import type { Database } from '../../database/schema'
import type { Session } from '../identity/sessions'

const SHOWN = 20

/**
 * Newest first. A session never sees the notice about itself: to whoever just signed in it is no news, and a stranger
 * must not be able to read it away.
 */
export async function listNotices(db: Kysely<Database>, session: Session, unreadOnly: boolean): Promise<Notice[]> {
  let query = db
    .selectFrom('notice')
    .selectAll()
    .where('user_id', '=', session.userId)
    .where((eb) => eb.or([eb('session_id', 'is', null), eb('session_id', '!=', session.id)]))
  if (unreadOnly) query = query.where('read_at', 'is', null)
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(SHOWN).execute()
  return rows.map(({ id, kind, at, read_at, session_id, client, device, place }) => {
    return { id, kind, at: at.toISOString(), isRead: read_at !== null, sessionId: session_id, client, device, place }
  })
}

/** False: there is no such notice for this session. Reading twice changes nothing. */
export async function markRead(db: Kysely<Database>, session: Session, id: string, now: number): Promise<boolean> {
  const row = await db
    .updateTable('notice')
    .set((eb) => ({ read_at: eb.fn.coalesce('read_at', eb.val(new Date(now))) }))
    .where('id', '=', id)
    .where('user_id', '=', session.userId)
    .where((eb) => eb.or([eb('session_id', 'is', null), eb('session_id', '!=', session.id)]))
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
