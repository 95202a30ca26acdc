import type { Transaction } from 'kysely'
import { DORMANT_AFTER_DAYS } from '@contract/limits'
import type { FreshStart } from '@contract/merges'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { openContact } from '../addresses/present'
import { listAddresses } from '../addresses/repository'
import { admitUser, createUser } from './accounts'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { giveBinding } from './phones'
import { phoneContext } from './phoneText'
import type { Session, StartedSession } from './sessions'

const DAY_MS = 86_400_000
/** Names are few, and a debt collector calls a re-issued number by the last owner's. */
export const DORMANCY_ATTEMPTS = 5
export const DORMANCY_WINDOW_MS = 30 * DAY_MS

type Trx = Transaction<Database>

/**
 * A number is issued anew 90 days after it was given up. Whoever proves the number of an account that was not signed in
 * to for longer may be a stranger, and gets a session that opens nothing of it (`Session.isLimited`) until a second
 * proof. WeChat's openid is never issued anew: a sign-in by it is not limited, and ends the dormancy.
 */
export function isDormant(lastSignedInAt: Date, now: number): boolean {
  return now - lastSignedInAt.getTime() > DORMANT_AFTER_DAYS * DAY_MS
}

/** Whether the account is in use but dormant; its row is locked then. */
export async function lockIfDormant(trx: Trx, deps: Pick<IdentityDeps, 'clock'>, userId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('user_account')
    .select('last_signed_in_at')
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined && isDormant(row.last_signed_in_at, deps.clock.now())
}

/**
 * Opens the account to who names a recipient of one of its addresses. Answers the session's new token. Whatever is wrong,
 * the name, a book without addresses, or too many tries, the answer is the same `dormancy_proof_failed`.
 */
export async function proveDormant(deps: IdentityDeps, session: Session, recipient: string, caller: Caller): Promise<string> {
  const event = { kind: 'dormancy', userId: session.userId, sessionId: session.id, detail: 'recipient' } as const
  const token = await inTransaction(deps.db, async (trx) => {
    // In use again since, by WeChat or from another device: this session signs in anew.
    if (!(await lockIfDormant(trx, deps, session.userId))) throw problem('session_expired')
    const attempts = await countAttempt(trx, deps, session.userId)
    const isKnown = await isRecipient(trx, deps, session.userId, recipient)
    if (attempts > DORMANCY_ATTEMPTS || !isKnown) return null
    await trx.deleteFrom('dormancy_proof').where('user_id', '=', session.userId).execute()
    await admitUser(trx, deps, session.userId)
    await trx.updateTable('session').set({ is_limited: false }).where('id', '=', session.id).execute()
    return deps.sessions.rotate(trx, session)
  })
  await recordEvent(deps, caller, { ...event, result: token === null ? 'dormancy_proof_failed' : 'ok' })
  if (token === null) throw problem('dormancy_proof_failed')
  return token
}

/**
 * "This account is not mine": a new account gets the number, the dormant one loses it, and its own sessions end with it.
 * What is in there stays for who signed in by WeChat before.
 */
export async function startFresh(deps: IdentityDeps, session: Session, { consent }: FreshStart, caller: Caller): Promise<StartedSession> {
  const started = await inTransaction(deps.db, async (trx) => {
    if (!(await lockIfDormant(trx, deps, session.userId))) throw problem('session_expired')
    const number = await trx.selectFrom('phone_binding').select(['phone_mark', 'phone']).where('user_id', '=', session.userId).executeTakeFirst()
    // Two taps at once: the first has moved the number on.
    if (!number) throw problem('session_expired')
    const userId = await createUser(trx, deps, consent, caller)
    await giveBinding(trx, deps, number.phone_mark, deps.vault.open(number.phone, phoneContext(session.userId)), userId)
    await deps.sessions.endAll(trx, session.userId)
    const event = { kind: 'dormancy', result: 'ok', phoneMark: number.phone_mark, detail: 'number moved to a new account' } as const
    await recordEvent(deps, caller, { ...event, userId: session.userId, sessionId: session.id }, trx)
    await recordEvent(deps, caller, { ...event, kind: 'signUp', userId }, trx)
    return deps.sessions.start(trx, userId, { phoneMark: number.phone_mark }, caller)
  })
  deps.sessions.forgetUser(session.userId)
  return started
}

/** Counts this attempt in, right or wrong, and answers how many there were in the window. Call with the user locked. */
async function countAttempt(trx: Trx, deps: IdentityDeps, userId: string): Promise<number> {
  const now = deps.clock.now()
  const row = await trx.selectFrom('dormancy_proof').selectAll().where('user_id', '=', userId).executeTakeFirst()
  const isOpen = row !== undefined && now - row.failures_since.getTime() < DORMANCY_WINDOW_MS
  const count = { failures: (isOpen ? row.failures : 0) + 1, failures_since: isOpen ? row.failures_since : new Date(now) }
  await trx
    .insertInto('dormancy_proof')
    .values({ user_id: userId, ...count })
    .onConflict((oc) => oc.column('user_id').doUpdateSet(count))
    .execute()
  return count.failures
}

async function isRecipient(trx: Trx, deps: IdentityDeps, userId: string, recipient: string): Promise<boolean> {
  const book = await listAddresses(trx, userId)
  // All of them, also after a match: the time of the answer tells nothing about which.
  return book.map((row) => plainName(openContact(deps.vault, row).recipient) === plainName(recipient)).includes(true)
}

/** Full-width letters and spaces are how a keyboard types a name, not part of it. */
function plainName(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '').toLowerCase()
}
