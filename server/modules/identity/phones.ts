import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import { lockUser } from './accounts'
import type { IdentityDeps } from './deps'
import { phoneContext } from './phoneText'

type Trx = Transaction<Database>

export type BindResult = 'bound' | 'alreadyBound'

export async function findOwner(trx: Trx, phoneMark: string): Promise<string | null> {
  const row = await trx.selectFrom('phone_binding').select('user_id').where('phone_mark', '=', phoneMark).executeTakeFirst()
  return row?.user_id ?? null
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

/**
 * Gives a proven number to a user. Throws `phone_taken` when it is another account's (numbers are re-issued:
 * never a takeover), `phone_already_verified` when this account has another one.
 */
export async function bindPhone(trx: Trx, deps: IdentityDeps, userId: string, phone: string): Promise<BindResult> {
  if (!(await lockUser(trx, userId))) throw problem('session_expired')
  const own = await trx.selectFrom('phone_binding').select('phone_mark').where('user_id', '=', userId).executeTakeFirst()
  const mark = deps.vault.mark('phone', phone)
  if (own?.phone_mark === mark) return 'alreadyBound'
  const owner = await findOwner(trx, mark)
  if (owner !== null) throw problem('phone_taken')
  if (own) throw problem('phone_already_verified')
  if (!(await insertBinding(trx, deps, userId, phone))) throw problem('phone_taken')
  return 'bound'
}
