import { createHash, randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { inTransaction } from '../../../database/transaction'
import { problem } from '../../../errors'
import type { BackOfficeDeps } from '../deps'
import { recordMerchantEvent } from './audit'
import { demand, type Operator } from './roles'

const TOKEN_BYTES = 32

/**
 * One more of the merchant's people; answers the token that shows who he is, this once. The first is made by whoever has
 * the machine. Throws `not_permitted`, or `order_state_conflict` for a name that is there.
 */
export async function addOperator(deps: BackOfficeDeps, by: Operator, { name, role }: Operator): Promise<string> {
  demand(by, 'addOperator')
  const token = newToken()
  await inTransaction(deps.db, async (trx) => {
    const now = deps.clock.now()
    const made = await trx
      .insertInto('merchant_operator')
      .values({ name, role, token_hash: hashOf(token), created_at: new Date(now) })
      .onConflict((oc) => oc.column('name').doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) throw problem('order_state_conflict', { detail: `${name} is an operator already` })
    await recordMerchantEvent(trx, now, { operator: by.name, action: 'addOperator', detail: { name, role } })
  })
  return token
}

/**
 * Ends what the token may do, and every session that began with it. Throws `not_permitted`, `not_found`, and
 * `order_state_conflict` for the last manager while there are others: nobody could add one any more.
 */
export async function removeOperator(deps: BackOfficeDeps, by: Operator, name: string): Promise<void> {
  demand(by, 'removeOperator')
  await inTransaction(deps.db, async (trx) => {
    await keepAManager(trx, name)
    const removed = await trx.deleteFrom('merchant_operator').where('name', '=', name).executeTakeFirst()
    if (removed.numDeletedRows !== 1n) throw problem('not_found')
    await recordMerchantEvent(trx, deps.clock.now(), { operator: by.name, action: 'removeOperator', detail: { name } })
  })
}

async function keepAManager(trx: Transaction<Database>, leaving: string): Promise<void> {
  const all = await trx.selectFrom('merchant_operator').select(['name', 'role']).orderBy('name').forUpdate().execute()
  const managers = all.filter((operator) => operator.role === 'manager')
  if (all.length > 1 && managers.length === 1 && managers[0]?.name === leaving) throw problem('order_state_conflict', { detail: `${leaving} is the last manager` })
}

/** Whose token this is, or null. */
export async function findOperator(deps: BackOfficeDeps, token: string): Promise<Operator | null> {
  const row = await deps.db.selectFrom('merchant_operator').select(['name', 'role']).where('token_hash', '=', hashOf(token)).executeTakeFirst()
  return row ?? null
}

export async function hasOperators(deps: BackOfficeDeps): Promise<boolean> {
  return (await deps.db.selectFrom('merchant_operator').select('name').limit(1).executeTakeFirst()) !== undefined
}

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** Unkeyed and fast on purpose: 256 random bits cannot be guessed back from it. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
