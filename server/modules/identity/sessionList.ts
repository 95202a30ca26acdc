import type { Kysely, Transaction } from 'kysely'
import type { SessionInfo } from '@contract/sessions'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { lockUser } from './accounts'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { IDLE_LIFE_MS, type Session } from './sessions'

type Trx = Transaction<Database>

/** Where the shopper is signed in: the session that asks first, then the last used. */
export async function listSessions(db: Kysely<Database>, current: Session, now: number): Promise<SessionInfo[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'client', 'device', 'place', 'created_at', 'last_seen_at'])
    .where('user_id', '=', current.userId)
    .where('expires_at', '>', new Date(now))
    .where('last_seen_at', '>', new Date(now - IDLE_LIFE_MS))
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const items = rows.map(({ id, client, device, place, created_at, last_seen_at }): SessionInfo => {
    return { id, client, device, place, createdAt: created_at.toISOString(), lastSeenAt: last_seen_at.toISOString(), isCurrent: id === current.id }
  })
  return [...items.filter((item) => item.isCurrent), ...items.filter((item) => !item.isCurrent)]
}

/** Ends another session of the same shopper. Throws `not_found` for one that is over, or somebody else's. */
export async function endSession(deps: IdentityDeps, current: Session, id: string, caller: Caller): Promise<void> {
  if ((await endElsewhere(deps, current, caller, id)) === 0) throw problem('not_found')
}

/** Ends every session of the shopper but the one that asks; answers how many those were. */
export async function endOtherSessions(deps: IdentityDeps, current: Session, caller: Caller): Promise<number> {
  return endElsewhere(deps, current, caller, null)
}

/**
 * No proof is asked for: what is lost comes back by signing in, and a shopper who reads of a stranger must not be held
 * up. Here it works at once, on other instances within a second (see `Sessions`).
 */
async function endElsewhere(deps: IdentityDeps, current: Session, caller: Caller, id: string | null): Promise<number> {
  const { userId } = current
  const ended = await inTransaction(deps.db, async (trx) => {
    // A sign-in under way waits for this or is waited for: none slips through in between.
    if (!(await lockUser(trx, userId))) throw problem('session_expired')
    let query = trx.deleteFrom('session').where('user_id', '=', userId).where('id', '!=', current.id)
    if (id !== null) query = query.where('id', '=', id)
    const rows = await query.returning(['id', 'token_hash', 'client', 'identity_id']).execute()
    await refuseSilentReturn(trx, userId, rows, new Date(deps.clock.now()))
    for (const row of rows) await recordEvent(deps, caller, { kind: 'sessionEnded', result: 'ok', userId, sessionId: row.id, detail: 'elsewhere' }, trx)
    return rows
  })
  deps.sessions.forget(ended.map((row) => row.token_hash))
  return ended.length
}

interface Ended {
  client: 'weapp' | 'h5'
  identity_id: string | null
}

/**
 * A mini-program signs itself in again by a code that needs nobody's tap: what was ended on purpose would be back within
 * the second. So its identity is marked, and let in again by a tap alone. A session that began by a one-time code names
 * no identity; then every mini-program identity of the shopper is meant.
 */
async function refuseSilentReturn(trx: Trx, userId: string, ended: readonly Ended[], now: Date): Promise<void> {
  const inMiniProgram = ended.filter((row) => row.client === 'weapp')
  if (inMiniProgram.length === 0) return
  const ids = inMiniProgram.flatMap((row) => row.identity_id ?? [])
  let query = trx.updateTable('identity').set({ ended_elsewhere_at: now }).where('user_id', '=', userId).where('provider', '=', 'weapp')
  if (ids.length === inMiniProgram.length) query = query.where('id', 'in', ids)
  await query.execute()
}

/** Throws `session_ended_elsewhere` for an identity whose session was ended from another device, until its shopper taps. */
export async function refuseEnded(trx: Trx, identityId: string): Promise<void> {
  const row = await trx.selectFrom('identity').select('ended_elsewhere_at').where('id', '=', identityId).executeTakeFirst()
  if (row?.ended_elsewhere_at) throw problem('session_ended_elsewhere')
}
