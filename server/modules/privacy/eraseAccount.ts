import { sql, type Kysely, type Transaction } from 'kysely'
import type { Clock } from '../../clock'
import { inTransaction } from '../../database/transaction'
import type { Database } from '../../database/schema'
import { newId } from '../../ids'
import { findHindrance, PERSONAL_DATA } from './registry'
import type { PersonalDataDeps } from './section'

export interface ErasureDeps extends PersonalDataDeps {
  db: Kysely<Database>
  clock: Clock
}

type Trx = Transaction<Database>

/**
 * Erases an account whose cool-off is over, and every account that was joined into it: they are one person. False when
 * there is nothing to do: it was erased already, by another instance or an earlier try, or the shopper came back; and when
 * something came up meanwhile that has to end first, such as late money for a cancelled order that is on its way back. Files
 * go first: nobody can undo a deletion that is due, and a try that fails afterwards is repeated.
 */
export async function eraseAccount(deps: ErasureDeps, userId: string): Promise<boolean> {
  if (!(await isDue(deps.db, deps, userId))) return false
  const person = await wholePerson(deps.db, userId)
  if ((await findHindrance(deps.db, person)) !== null) return false
  for (const id of person) for (const section of PERSONAL_DATA) await section.eraseFiles?.(deps, id)
  return inTransaction(deps.db, (trx) => eraseRows(trx, deps, userId))
}

async function eraseRows(trx: Trx, deps: ErasureDeps, userId: string): Promise<boolean> {
  // Sign-ins take the number first and the user after it; in the same order nobody waits for each other in a circle.
  await lockNumbers(trx, await wholePerson(trx, userId))
  const user = await trx.selectFrom('user_account').select('id').where('id', '=', userId).where('status', '=', 'deleting').forUpdate().executeTakeFirst()
  if (!user || !(await isDue(trx, deps, userId))) return false
  const person = await wholePerson(trx, userId)
  if ((await findHindrance(trx, person)) !== null) return false
  const [, ...joined] = person
  for (const id of joined) await noteDeletion(trx, id, userId)
  for (const id of [...joined, userId]) for (const section of PERSONAL_DATA) await section.erase(trx, id)
  // Takes what was joined into it along.
  await trx.deleteFrom('user_account').where('id', '=', userId).execute()
  await recordErasure(trx, deps)
  return true
}

/** The account, and after it those that were joined into it, and into those. */
async function wholePerson(db: Kysely<Database>, userId: string): Promise<string[]> {
  const joined = await db.selectFrom('user_account').select('id').where('merged_into', '=', userId).execute()
  const nested: string[][] = []
  for (const { id } of joined) nested.push(await wholePerson(db, id))
  return [userId, ...nested.flat()]
}

/** The record of auth events forgets those alone whose deletion is on record; this is where that of a joined account is. */
async function noteDeletion(trx: Trx, id: string, survivorId: string): Promise<void> {
  await trx
    .insertInto('account_deletion')
    .columns(['user_id', 'requested_at', 'due_at'])
    .expression((eb) =>
      eb
        .selectFrom('account_deletion')
        .select([sql<string>`${id}::uuid`.as('user_id'), 'requested_at', 'due_at'])
        .where('user_id', '=', survivorId),
    )
    .execute()
}

async function lockNumbers(trx: Trx, userIds: string[]): Promise<void> {
  const marks = trx.selectFrom('phone_binding').select('phone_mark').where('user_id', 'in', userIds)
  await trx.selectFrom('sms_number').select('phone_mark').where('phone_mark', 'in', marks).orderBy('phone_mark').forUpdate().execute()
}

async function isDue(db: Kysely<Database>, { clock }: ErasureDeps, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('account_deletion')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('due_at', '<=', new Date(clock.now()))
    .executeTakeFirst()
  return row !== undefined
}

/** That an account was erased, and when. Whose, nobody can say any more. */
async function recordErasure(trx: Trx, { clock }: ErasureDeps): Promise<void> {
  await trx
    .insertInto('auth_event')
    .values({
      id: newId(),
      at: new Date(clock.now()),
      kind: 'deletionDone',
      result: 'ok',
      user_id: null,
      other_user_id: null,
      session_id: null,
      phone_mark: null,
      client: 'server',
      place: 'server',
      request_id: 'erasure',
      detail: null,
    })
    .execute()
}
