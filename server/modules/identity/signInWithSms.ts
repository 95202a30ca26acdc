import type { Transaction } from 'kysely'
import type { Consent, SmsSignIn } from '@contract/identity'
import type { Database } from '../../database/schema'
import { inTransaction, LostRace } from '../../database/transaction'
import { problem, ProblemError } from '../../errors'
import { admitUser, createUser, recordConsent } from './accounts'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { lockIfDormant } from './dormancy'
import { findOwner, insertBinding } from './phones'
import type { StartedSession } from './sessions'
import { guessSmsCode, restoreSmsCode } from './smsCodes'

type Trx = Transaction<Database>

export interface SignedInBySms extends StartedSession {
  isNewUser: boolean
}

type Outcome = SignedInBySms | { refused: ProblemError }

/**
 * Sign-in or sign-up by a one-time code. Whether the number has an account shows only after the code was
 * proven: before, a known and an unknown number are answered alike. Nobody is let into a dormant account by its number
 * alone: that session is limited.
 */
export async function signInWithSms(deps: IdentityDeps, input: SmsSignIn, caller: Caller): Promise<SignedInBySms> {
  const phoneMark = deps.vault.mark('phone', input.phone)
  const outcome = await inTransaction(deps.db, (trx) => attempt(trx, deps, input, phoneMark, caller)).catch(asRefusal)
  if ('refused' in outcome) {
    await recordEvent(deps, caller, { kind: 'signIn', result: outcome.refused.code, phoneMark, detail: 'sms' })
    throw outcome.refused
  }
  return outcome
}

/** A refusal that rolled everything back, such as a disabled account. */
function asRefusal(error: unknown): { refused: ProblemError } {
  if (error instanceof ProblemError) return { refused: error }
  throw error
}

async function attempt(trx: Trx, deps: IdentityDeps, input: SmsSignIn, phoneMark: string, caller: Caller): Promise<Outcome> {
  const guess = await guessSmsCode(trx, deps, { ...input, purpose: 'signIn', userId: null })
  if (!guess.right) return { refused: guess.error }
  const owner = await findOwner(trx, phoneMark)
  if (owner === null && !input.consent) {
    await restoreSmsCode(trx, guess.codeId)
    return { refused: problem('consent_required') }
  }
  const userId = owner ?? (await signUp(trx, deps, input.phone, input.consent, caller))
  // What follows would end the dormancy, or leave an agreement in the account of a stranger: a limited session does neither.
  const isLimited = await lockIfDormant(trx, deps, userId)
  if (!isLimited) await admitUser(trx, deps, userId, input.undoDeletion ? caller : undefined)
  if (!isLimited && owner !== null && input.consent) await recordConsent(trx, deps, owner, input.consent, caller)
  const started = await deps.sessions.start(trx, userId, { phoneMark }, caller, { isLimited })
  const isNewUser = owner === null
  await recordEvent(deps, caller, { kind: isNewUser ? 'signUp' : 'signIn', result: 'ok', userId, sessionId: started.session.id, phoneMark, detail: 'sms' }, trx)
  return { ...started, isNewUser }
}

async function signUp(trx: Trx, deps: IdentityDeps, phone: string, consent: Consent | undefined, caller: Caller): Promise<string> {
  if (!consent) throw problem('consent_required')
  const userId = await createUser(trx, deps, consent, caller)
  // Somebody verified the same number through WeChat in this very moment: look again and sign in to that account.
  if (!(await insertBinding(trx, deps, userId, phone))) throw new LostRace()
  return userId
}
