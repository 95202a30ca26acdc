import type { Transaction } from 'kysely'
import type { PhoneProof } from '@contract/identity'
import type { Database } from '../../database/schema'
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

type Trx = Transaction<Database>
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
    const note = (trx: Trx, phone: string) => recordEvent(deps, caller, { ...event, result: 'ok', phoneMark: deps.vault.mark('phone', phone) }, trx)
    return 'phone' in proof ? await bindBySms(deps, session, proof, note) : await bindByWechat(deps, session, proof, note)
  } catch (error) {
    if (error instanceof ProblemError) await recordEvent(deps, caller, { ...event, result: error.code })
    throw error
  }
}

/** Records the success, in the transaction that binds the number. */
type Note = (trx: Trx, phone: string) => Promise<void>

async function bindByWechat(deps: IdentityDeps, session: Session, proof: Exclude<PhoneProof, SmsProof>, note: Note): Promise<string | null> {
  const phone = 'phoneCode' in proof ? canonicalPhone(await deps.wechat.exchangePhoneCode(proof.phoneCode)) : await readEncrypted(deps, session, proof)
  return inTransaction(deps.db, async (trx) => {
    const result = await bindPhone(trx, deps, session.userId, phone, proof)
    await note(trx, phone)
    return result === 'bound' ? deps.sessions.rotate(trx, session) : null
  })
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

async function bindBySms(deps: IdentityDeps, session: Session, proof: SmsProof, note: Note): Promise<string | null> {
  const outcome = await inTransaction(deps.db, async (trx) => {
    const guess = await guessSmsCode(trx, deps, { ...proof, purpose: 'bindPhone', userId: session.userId })
    if (!guess.right) return guess
    try {
      const result = await bindPhone(trx, deps, session.userId, proof.phone, proof)
      await note(trx, proof.phone)
      return { right: true, token: result === 'bound' ? await deps.sessions.rotate(trx, session) : null } as const
    } catch (error) {
      // The code is spent all the same: what was refused is the number, not the proof.
      if (error instanceof ProblemError) return { right: false, error } as const
      throw error
    }
  })
  if (!outcome.right) throw outcome.error
  return outcome.token
}
