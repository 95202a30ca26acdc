import type { Kysely } from 'kysely'
import type { Proof, SmsCodeSent } from '@contract/identity'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem, ProblemError } from '../../errors'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { redeemLoginCode } from './loginCodes'
import { phoneContext } from './phoneText'
import type { Session } from './sessions'
import { guessSmsCode, sendSmsCode } from './smsCodes'

/** How long a proof is good for; a sign-in is one as well. */
export const PROOF_LIFE_MS = 10 * 60_000

/**
 * Stands before what cannot be taken back. Throws `proof_required` unless the shopper showed who he is within
 * ten minutes: a phone that was left on a table, or a stolen token, must not be enough.
 */
export async function requireProof(db: Kysely<Database>, session: Session, now: number): Promise<void> {
  if (!(await hasFreshProof(db, session, now))) throw problem('proof_required')
}

/** Asks the database before it says no: for a second, this instance may not know of a proof that another took. */
export async function hasFreshProof(db: Kysely<Database>, session: Session, now: number): Promise<boolean> {
  if (isFresh(session.provenAt, now)) return true
  const row = await db.selectFrom('session').select('proven_at').where('id', '=', session.id).executeTakeFirst()
  return row !== undefined && isFresh(row.proven_at.getTime(), now)
}

function isFresh(provenAt: number, now: number): boolean {
  return now - provenAt <= PROOF_LIFE_MS
}

/** Sends a code to the account's own number, which the caller need not (and, masked, cannot) name. */
export async function sendProofCode(deps: IdentityDeps, session: Session, caller: Caller): Promise<SmsCodeSent> {
  return sendSmsCode(deps, { phone: await ownPhone(deps, session.userId), purpose: 'prove', userId: session.userId }, caller)
}

/** Takes a proof. Throws `sms_code_invalid`, or `wechat_code_invalid` also for the code of somebody else. */
export async function prove(deps: IdentityDeps, session: Session, proof: Proof, caller: Caller): Promise<void> {
  const event = { kind: 'proof', userId: session.userId, sessionId: session.id, detail: 'code' in proof ? 'wechat' : 'sms' } as const
  try {
    if ('code' in proof) await proveByWechat(deps, session, proof.code)
    else await proveBySms(deps, session, proof)
    await inTransaction(deps.db, async (trx) => {
      await deps.sessions.markProven(trx, session)
      await recordEvent(deps, caller, { ...event, result: 'ok' }, trx)
    })
    deps.sessions.forget([session.tokenHash])
  } catch (error) {
    if (error instanceof ProblemError) await recordEvent(deps, caller, { ...event, result: error.code })
    throw error
  }
}

async function proveByWechat(deps: IdentityDeps, session: Session, code: string): Promise<void> {
  const login = await redeemLoginCode(deps, code)
  const own = await deps.db
    .selectFrom('identity')
    .select('id')
    .where('user_id', '=', session.userId)
    .where('provider', '=', 'weapp')
    .where('app_id', '=', deps.wechat.appId)
    .where('openid', '=', login.openid)
    .executeTakeFirst()
  if (!own) throw problem('wechat_code_invalid')
}

async function proveBySms(deps: IdentityDeps, session: Session, { smsCode, requestId }: Extract<Proof, { smsCode: string }>): Promise<void> {
  const phone = await ownPhone(deps, session.userId)
  const guess = await inTransaction(deps.db, (trx) => guessSmsCode(trx, deps, { phone, code: smsCode, requestId, purpose: 'prove', userId: session.userId }))
  if (!guess.right) throw guess.error
}

async function ownPhone(deps: IdentityDeps, userId: string): Promise<string> {
  const row = await deps.db.selectFrom('phone_binding').select('phone').where('user_id', '=', userId).executeTakeFirst()
  if (!row) throw problem('phone_missing')
  return deps.vault.open(row.phone, phoneContext(userId))
}
