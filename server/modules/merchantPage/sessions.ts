import { inTransaction } from '../../database/transaction'
import type { BackOfficeDeps } from '../orders/deps'
import { recordMerchantEvent } from '../orders/merchant/audit'
import { findOperator, hashOf, newToken } from '../orders/merchant/operators'
import type { Operator } from '../orders/merchant/roles'

/** A working day: nobody stays signed in overnight on a machine in the warehouse. */
export const MERCHANT_SESSION_MS = 12 * 3_600_000

export interface MerchantSession {
  operator: Operator
  /** Goes into every form of this session, and comes back with it. */
  formKey: string
  tokenHash: string
}

export interface StartedSession {
  token: string
  expiresAt: number
}

/** Exchanges an operator's token for a session, which ends by itself; null for a token that is nobody's. */
export async function startSession(deps: BackOfficeDeps, operatorToken: string): Promise<StartedSession | null> {
  const operator = await findOperator(deps, operatorToken)
  if (!operator) return null
  const token = newToken()
  const now = deps.clock.now()
  const expiresAt = now + MERCHANT_SESSION_MS
  await inTransaction(deps.db, async (trx) => {
    await trx.deleteFrom('merchant_session').where('expires_at', '<=', new Date(now)).execute()
    await trx
      .insertInto('merchant_session')
      .values({ token_hash: hashOf(token), operator: operator.name, created_at: new Date(now), expires_at: new Date(expiresAt) })
      .execute()
    await recordMerchantEvent(trx, now, { operator: operator.name, action: 'signIn' })
  })
  return { token, expiresAt }
}

/** Whose session it is, with the role that he has by now; null once it is over, or its operator was removed. */
export async function findSession(deps: BackOfficeDeps, token: string): Promise<MerchantSession | null> {
  const tokenHash = hashOf(token)
  const row = await deps.db
    .selectFrom('merchant_session as s')
    .innerJoin('merchant_operator as o', 'o.name', 's.operator')
    .select(['o.name', 'o.role'])
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', new Date(deps.clock.now()))
    .executeTakeFirst()
  return row ? { operator: row, formKey: deps.vault.mark('merchantForm', tokenHash), tokenHash } : null
}

export async function endSession(deps: BackOfficeDeps, { operator, tokenHash }: MerchantSession): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    await trx.deleteFrom('merchant_session').where('token_hash', '=', tokenHash).execute()
    await recordMerchantEvent(trx, deps.clock.now(), { operator: operator.name, action: 'signOut' })
  })
}
