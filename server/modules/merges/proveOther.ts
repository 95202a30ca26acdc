import type { Transaction } from 'kysely'
import type { Proof } from '@contract/identity'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem, ProblemError } from '../../errors'
import { recordEvent } from '../identity/authEvents'
import type { Caller } from '../identity/client'
import type { IdentityDeps } from '../identity/deps'
import { lockIfDormant } from '../identity/dormancy'
import { redeemLoginCode } from '../identity/loginCodes'
import { findOwner } from '../identity/phones'
import type { Session } from '../identity/sessions'
import { guessSmsCode } from '../identity/smsCodes'
import { findByUnion } from '../identity/wechatIdentities'
import { openPhone } from './present'
import { checkJoinable, findMerge, isOpen } from './state'
import type { AccountMerge } from './tables'

type Trx = Transaction<Database>
type Outcome = { otherId: string } | { refused: ProblemError }

/**
 * Takes the proof of the other side: the code that went to its number for this very merge, or a fresh WeChat login that
 * leads to it. What the other account is shows only behind a right proof; before, every answer is that of a wrong code.
 */
export async function proveOther(deps: IdentityDeps, session: Session, id: string, proof: Proof, caller: Caller): Promise<void> {
  const merge = await findMerge(deps.db, session.userId, id)
  const event = { kind: 'mergeProof', userId: session.userId, sessionId: session.id, detail: 'code' in proof ? 'wechat' : 'sms' } as const
  try {
    if (!isOpen(merge, deps.clock.now())) throw problem('merge_closed')
    const outcome = 'code' in proof ? await proveByWechat(deps, merge, proof.code) : await proveBySms(deps, merge, proof)
    // A wrong guess was committed, so that it counts; only now it may throw.
    if ('refused' in outcome) throw outcome.refused
    await recordEvent(deps, caller, { ...event, result: 'ok' })
    await recordEvent(deps, caller, { ...event, result: 'ok', userId: outcome.otherId, sessionId: null })
  } catch (error) {
    if (error instanceof ProblemError) await recordEvent(deps, caller, { ...event, result: error.code })
    throw error
  }
}

async function proveBySms(deps: IdentityDeps, merge: AccountMerge, { smsCode }: Extract<Proof, { smsCode: string }>): Promise<Outcome> {
  const phone = merge.phone === null ? null : openPhone(deps.vault, merge.id, merge.phone)
  if (phone === null || merge.sms_code_id === null) throw problem('sms_code_invalid')
  const guess = { phone, code: smsCode, requestId: merge.sms_code_id, purpose: 'merge', userId: merge.survivor_id } as const
  return inTransaction(deps.db, async (trx) => {
    const result = await guessSmsCode(trx, deps, guess)
    if (!result.right) return { refused: result.error }
    try {
      return await keepProof(trx, deps, merge, await ownerByNumber(trx, deps, phone))
    } catch (error) {
      // The code is spent all the same: what was refused is the account, not the proof.
      if (error instanceof ProblemError) return { refused: error }
      throw error
    }
  })
}

/** A number proves its owner, unless that account lay idle so long that the number may be somebody else's by now. */
async function ownerByNumber(trx: Trx, deps: IdentityDeps, phone: string): Promise<string> {
  const owner = await findOwner(trx, deps.vault.mark('phone', phone))
  if (owner === null) throw problem('merge_other_missing')
  if (await lockIfDormant(trx, deps, owner)) throw problem('account_dormant')
  return owner
}

async function proveByWechat(deps: IdentityDeps, merge: AccountMerge, code: string): Promise<Outcome> {
  const login = await redeemLoginCode(deps, code)
  return inTransaction(deps.db, async (trx) => {
    const identity = await trx
      .selectFrom('identity')
      .select('user_id')
      .where('provider', '=', 'weapp')
      .where('app_id', '=', deps.wechat.appId)
      .where('openid', '=', login.openid)
      .executeTakeFirst()
    const linked = login.unionid === null ? null : await findByUnion(trx, login.unionid)
    const expected = merge.other_id ?? (await ownerOfNamed(trx, deps, merge))
    // WeChat vouches for openid and unionid alike; neither is ever issued anew.
    const isTheirs = expected !== null && (identity?.user_id === expected || linked === expected)
    if (!isTheirs) throw problem('wechat_code_invalid')
    return keepProof(trx, deps, merge, expected)
  })
}

async function ownerOfNamed(trx: Trx, deps: IdentityDeps, merge: AccountMerge): Promise<string | null> {
  return merge.phone === null ? null : findOwner(trx, deps.vault.mark('phone', openPhone(deps.vault, merge.id, merge.phone)))
}

async function keepProof(trx: Trx, deps: IdentityDeps, merge: AccountMerge, otherId: string): Promise<{ otherId: string }> {
  if (otherId === merge.survivor_id) throw problem('merge_same_account')
  const now = deps.clock.now()
  await checkJoinable(trx, otherId, now)
  const { numUpdatedRows } = await trx
    .updateTable('account_merge')
    .set({ other_id: otherId, other_proven_at: new Date(now) })
    .where('id', '=', merge.id)
    .where('status', '=', 'open')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw problem('merge_closed')
  return { otherId }
}
