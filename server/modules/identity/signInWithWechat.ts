import type { Transaction } from 'kysely'
import type { ProblemCode } from '@contract/problemCodes'
import type { PhoneProblem, WechatSignIn } from '@contract/identity'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { ProblemError, problem } from '../../errors'
import { fillNickname, lockUser, refuseEntry } from './accounts'
import { recordEvent } from './authEvents'
import { decrypt, type DecryptedUserInfo } from '../../wechat/decrypt'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { redeemLoginCode } from './loginCodes'
import { bindPhone } from './phones'
import { canonicalPhone } from './phoneText'
import { checkRawData, decryptWithStoredKey, storeSessionKey } from './sessionKeys'
import { refuseEnded } from './sessionList'
import type { StartedSession } from './sessions'
import { enterByWechat, findIdentityOwner, linkUnion, type Entry } from './wechatIdentities'

export interface SignedIn extends StartedSession {
  isNewUser: boolean
  phoneProblem: PhoneProblem | null
}

/** Why a number may not come with a sign-in that is otherwise good. */
const PHONE_PROBLEMS: readonly PhoneProblem[] = [
  'phone_taken',
  'phone_already_verified',
  'phone_decrypt_failed',
  'wechat_code_invalid',
  'wechat_quota_exhausted',
  'wechat_unavailable',
  'wechat_high_risk',
  'rate_limited',
]

/**
 * Sign-in or sign-up by a mini-program login code, with the phone number in the same request if the shopper
 * gave it. When only the number fails, the sign-in stands and `phoneProblem` says why: the login code is
 * spent by then, and a shopper who tapped once must not be thrown back to guest because a quota ran out.
 */
export async function signInWithWechat(deps: IdentityDeps, input: WechatSignIn, caller: Caller): Promise<SignedIn> {
  const entry = await enter(deps, input, caller)
  const phoneProblem = await readExtras(deps, entry, input, caller)
  const isSilent = input.consent === undefined
  const started = await inTransaction(deps.db, async (trx) => {
    const userId = await lockOwner(trx, entry.identityId)
    // Again, under the lock: it may have been ended since.
    if (isSilent) await refuseEnded(trx, entry.identityId)
    const { session, token } = await deps.sessions.start(trx, userId, entry, caller, { isSilent })
    await recordEvent(deps, caller, { kind: entry.isNewUser ? 'signUp' : 'signIn', result: 'ok', userId, sessionId: session.id, detail: 'wechat' }, trx)
    return { session, token }
  })
  return { ...started, isNewUser: entry.isNewUser, phoneProblem }
}

/** Locks whose identity it is by now: the account may have been joined into another since it was entered. */
async function lockOwner(trx: Transaction<Database>, identityId: string): Promise<string> {
  const userId = await findIdentityOwner(trx, identityId)
  if (userId === null) throw problem('session_expired')
  // Or closed, elsewhere, by the shopper himself.
  if (!(await lockUser(trx, userId))) await refuseEntry(trx, userId)
  return userId
}

async function enter(deps: IdentityDeps, input: WechatSignIn, caller: Caller): Promise<Entry> {
  try {
    const login = await redeemLoginCode(deps, input.code)
    return await inTransaction(deps.db, async (trx) => {
      const subject = { provider: 'weapp', appId: deps.wechat.appId, openid: login.openid, unionid: login.unionid } as const
      const entry = await enterByWechat(trx, deps, subject, input.consent, caller, input.undoDeletion)
      await storeSessionKey(trx, deps, entry.identityId, login.sessionKey)
      return entry
    })
  } catch (error) {
    // A guest's silent try at launch is no event: nothing may be kept about who has not agreed.
    if (error instanceof ProblemError && error.code !== 'not_registered') await recordEvent(deps, caller, { kind: 'signIn', result: error.code, detail: 'wechat' })
    throw error
  }
}

async function readExtras(deps: IdentityDeps, entry: Entry, input: WechatSignIn, caller: Caller): Promise<PhoneProblem | null> {
  try {
    const phone = await readPhone(deps, entry, input, caller)
    if (phone === null) return null
    await inTransaction(deps.db, async (trx) => {
      await bindPhone(trx, deps, entry.userId, phone)
      await recordEvent(deps, caller, { kind: 'phone', result: 'ok', userId: entry.userId, phoneMark: deps.vault.mark('phone', phone), detail: 'wechat' }, trx)
    })
    return null
  } catch (error) {
    const code = error instanceof ProblemError ? error.code : null
    if (!isPhoneProblem(code)) throw error
    await recordEvent(deps, caller, { kind: 'phone', result: code, userId: entry.userId, detail: 'wechat' })
    // The profile of `wx.getUserInfo` is a nicety: nobody asked for a number, so nothing about one went wrong.
    return isProfile(input) ? null : code
  }
}

async function readPhone(deps: IdentityDeps, entry: Entry, input: WechatSignIn, caller: Caller): Promise<string | null> {
  if (input.phoneCode !== undefined) return canonicalPhone(await deps.wechat.exchangePhoneCode(input.phoneCode))
  if (input.rawData !== undefined && input.signature !== undefined) await checkRawData(deps, entry.identityId, input.rawData, input.signature)
  if (input.encryptedData === undefined || input.iv === undefined) return null
  const data = await decryptWithStoredKey(deps, entry.identityId, { encryptedData: input.encryptedData, iv: input.iv }, decrypt)
  if (data.kind === 'phone') return canonicalPhone(data)
  await takeProfile(deps, entry, data, caller)
  return null
}

/** What `wx.getUserInfo` still tells: a unionid, and on old base libraries a name. */
async function takeProfile(deps: IdentityDeps, entry: Entry, data: DecryptedUserInfo, caller: Caller): Promise<void> {
  if (data.openid !== entry.openid) throw problem('phone_decrypt_failed')
  await inTransaction(deps.db, async (trx) => {
    if (data.unionid) await linkUnion(trx, deps, entry, data.unionid, caller)
    if (data.nickname) await fillNickname(trx, entry.userId, data.nickname)
  })
}

/** Only `wx.getUserInfo` hands over a signed `rawData`. */
function isProfile(input: WechatSignIn): boolean {
  return input.phoneCode === undefined && input.rawData !== undefined
}

function isPhoneProblem(code: ProblemCode | null): code is PhoneProblem {
  return PHONE_PROBLEMS.some((known) => known === code)
}
