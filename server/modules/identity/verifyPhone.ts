import type { PhoneProof } from '@contract/identity'
import { inTransaction } from '../../database/transaction'
import { problem, ProblemError } from '../../errors'
import { decryptPhone } from '../../wechat/decrypt'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { redeemLoginCode } from './loginCodes'
import { bindPhone } from './phones'
import { requireProof } from './proofs'
import { canonicalPhone } from './phoneText'
import { decryptWithStoredKey, storeSessionKey } from './sessionKeys'
import type { Session } from './sessions'
import { guessSmsCode } from './smsCodes'

type EncryptedProof = Extract<PhoneProof, { encryptedData: string }>
type SmsProof = Extract<PhoneProof, { phone: string }>

/**
 * Binds a proven number to the session's user. Answers the session's new token, since the session can do
 * more from now on; null when the very number was bound before and nothing changed. With `replace` it takes the place of
 * the number so far, which needs a fresh proof (`proof_required`): whoever changes the number takes the account over.
 */
export async function verifyPhone(deps: IdentityDeps, session: Session, proof: PhoneProof, caller: Caller): Promise<string | null> {
  const event = { kind: 'phone', userId: session.userId, sessionId: session.id, detail: `${'phone' in proof ? 'sms' : 'wechat'}${proof.replace ? ', replaces' : ''}` } as const
  try {
    if (proof.replace) await requireProof(deps.db, session, deps.clock.now())
    const { token, phone } = 'phone' in proof ? await bindBySms(deps, session, proof) : await bindByWechat(deps, session, proof)
    await recordEvent(deps, caller, { ...event, result: 'ok', phoneMark: deps.vault.mark('phone', phone) })
    return token
  } catch (error) {
    if (error instanceof ProblemError) await recordEvent(deps, caller, { ...event, result: error.code })
    throw error
  }
}

interface Bound {
  phone: string
  token: string | null
}

async function bindByWechat(deps: IdentityDeps, session: Session, proof: Exclude<PhoneProof, SmsProof>): Promise<Bound> {
  const phone = 'phoneCode' in proof ? canonicalPhone(await deps.wechat.exchangePhoneCode(proof.phoneCode)) : await readEncrypted(deps, session, proof)
  const token = await inTransaction(deps.db, async (trx) => {
    const result = await bindPhone(trx, deps, session.userId, phone, proof)
    return result === 'bound' ? deps.sessions.rotate(trx, session) : null
  })
  return { phone, token }
}

/** The number as the old button gives it. Data of `wx.getUserInfo` opens with the same key, but holds no number. */
async function readEncrypted(deps: IdentityDeps, session: Session, proof: EncryptedProof): Promise<string> {
  if (proof.code !== undefined) await takeHeldCode(deps, session, proof.code)
  return canonicalPhone(await decryptWithStoredKey(deps, session.identityId, proof, decryptPhone))
}

/** The code that the app held before the tap brings the key that the number was encrypted with. */
async function takeHeldCode(deps: IdentityDeps, session: Session, code: string): Promise<void> {
  const login = await redeemLoginCode(deps, code)
  await inTransaction(deps.db, async (trx) => {
    const own = await trx
      .selectFrom('identity')
      .select('id')
      .where('user_id', '=', session.userId)
      .where('id', '=', session.identityId)
      .where('app_id', '=', deps.wechat.appId)
      .where('openid', '=', login.openid)
      .executeTakeFirst()
    // The phone changed hands between sign-in and tap: the number would go to the wrong account.
    if (!own) throw problem('phone_decrypt_failed')
    await storeSessionKey(trx, deps, own.id, login.sessionKey)
  })
}

async function bindBySms(deps: IdentityDeps, session: Session, proof: SmsProof): Promise<Bound> {
  const outcome = await inTransaction(deps.db, async (trx) => {
    const guess = await guessSmsCode(trx, deps, { ...proof, purpose: 'bindPhone', userId: session.userId })
    if (!guess.right) return guess
    try {
      const result = await bindPhone(trx, deps, session.userId, proof.phone, proof)
      return { right: true, token: result === 'bound' ? await deps.sessions.rotate(trx, session) : null } as const
    } catch (error) {
      // The code is spent all the same: what was refused is the number, not the proof.
      if (error instanceof ProblemError) return { right: false, error } as const
      throw error
    }
  })
  if (!outcome.right) throw outcome.error
  return { phone: proof.phone, token: outcome.token }
}
