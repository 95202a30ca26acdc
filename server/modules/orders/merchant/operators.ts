import { createHash, randomBytes } from 'node:crypto'
import { inTransaction } from '../../../database/transaction'
import { problem } from '../../../errors'
import type { BackOfficeDeps } from '../deps'
import { recordMerchantEvent } from './audit'

const TOKEN_BYTES = 32

/**
 * One of the merchant's people, by name; answers the token that shows who he is, this once. The first is made by whoever
 * has the machine. Throws `order_state_conflict` for a name that is there.
 */
export async function addOperator(deps: BackOfficeDeps, by: string, name: string): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await inTransaction(deps.db, async (trx) => {
    const now = deps.clock.now()
    const made = await trx
      .insertInto('merchant_operator')
      .values({ name, token_hash: hashOf(token), created_at: new Date(now) })
      .onConflict((oc) => oc.column('name').doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) throw problem('order_state_conflict', { detail: `${name} is an operator already` })
    await recordMerchantEvent(trx, now, { operator: by, action: 'addOperator', detail: { name } })
  })
  return token
}

/** Ends what the token may do. Throws `not_found`. */
export async function removeOperator(deps: BackOfficeDeps, by: string, name: string): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    const removed = await trx.deleteFrom('merchant_operator').where('name', '=', name).executeTakeFirst()
    if (removed.numDeletedRows !== 1n) throw problem('not_found')
    await recordMerchantEvent(trx, deps.clock.now(), { operator: by, action: 'removeOperator', detail: { name } })
  })
}

/** Whose token this is, or null. */
export async function findOperator(deps: BackOfficeDeps, token: string): Promise<string | null> {
  const row = await deps.db.selectFrom('merchant_operator').select('name').where('token_hash', '=', hashOf(token)).executeTakeFirst()
  return row?.name ?? null
}

export async function hasOperators(deps: BackOfficeDeps): Promise<boolean> {
  return (await deps.db.selectFrom('merchant_operator').select('name').limit(1).executeTakeFirst()) !== undefined
}

/** Unkeyed and fast on purpose: 256 random bits cannot be guessed back from it. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
