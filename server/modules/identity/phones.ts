import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { LostRace } from '../../database/transaction'
import { problem } from '../../errors'
import { findSurvivor, lockUser } from './accounts'
import type { IdentityDeps } from './deps'
import { phoneContext } from './phoneText'

type Trx = Transaction<Database>

export type BindResult = 'bound' | 'alreadyBound'

const UNIQUE_VIOLATION = '23505'

/** Whom a number signs in. The number of an account that was joined into another leads to that one. */
export async function findOwner(trx: Trx, phoneMark: string): Promise<string | null> {
  const row = await trx.selectFrom('phone_binding').select('user_id').where('phone_mark', '=', phoneMark).executeTakeFirst()
  return row ? findSurvivor(trx, row.user_id) : null
}

/** False when the number has an owner. */
export async function insertBinding(trx: Trx, deps: IdentityDeps, userId: string, phone: string): Promise<boolean> {
  const result = await trx
    .insertInto('phone_binding')
    .values({
      phone_mark: deps.vault.mark('phone', phone),
      user_id: userId,
      phone: deps.vault.seal(phone, phoneContext(userId)),
      verified_at: new Date(deps.clock.now()),
    })
    .onConflict((oc) => oc.column('phone_mark').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Hands a number over to another account, or to the same one under a new seal. */
export async function giveBinding(trx: Trx, deps: Pick<IdentityDeps, 'vault'>, phoneMark: string, phone: string, userId: string): Promise<void> {
  await trx
    .updateTable('phone_binding')
    .set({ user_id: userId, phone: deps.vault.seal(phone, phoneContext(userId)) })
    .where('phone_mark', '=', phoneMark)
    .execute()
}

/**
 * Gives a proven number to a user. Throws `phone_taken` when it is another account's (numbers are re-issued:
 * never a takeover), `phone_already_verified` when this account has another one that it is not to replace.
 */
export async function bindPhone(trx: Trx, deps: IdentityDeps, userId: string, phone: string, { replace = false } = {}): Promise<BindResult> {
  if (!(await lockUser(trx, userId))) throw problem('session_expired')
  const own = await trx.selectFrom('phone_binding').select('phone_mark').where('user_id', '=', userId).executeTakeFirst()
  const mark = deps.vault.mark('phone', phone)
  if (own?.phone_mark === mark) return 'alreadyBound'
  const owner = await findOwner(trx, mark)
  if (owner !== null && owner !== userId) throw problem('phone_taken')
  if (own && !replace) throw problem('phone_already_verified')
  // The second number of an account that was joined into this one.
  if (owner === userId) await trx.deleteFrom('phone_binding').where('phone_mark', '=', mark).execute()
  if (own) await replaceBinding(trx, deps, userId, phone)
  else if (!(await insertBinding(trx, deps, userId, phone))) throw problem('phone_taken')
  return 'bound'
}

/** The old number is free in the same statement: at no moment has the account two, or none. */
async function replaceBinding(trx: Trx, deps: IdentityDeps, userId: string, phone: string): Promise<void> {
  try {
    await trx
      .updateTable('phone_binding')
      .set({ phone_mark: deps.vault.mark('phone', phone), phone: deps.vault.seal(phone, phoneContext(userId)), verified_at: new Date(deps.clock.now()) })
      .where('user_id', '=', userId)
      .execute()
  } catch (error) {
    // Somebody verified the same number in this very moment: look again, and find it taken.
    if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION) throw new LostRace()
    throw error
  }
}
