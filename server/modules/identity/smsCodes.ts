import { randomInt } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { SmsCodeSent } from '@contract/identity'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem, ProblemError } from '../../errors'
import { newId } from '../../ids'
import { lineOf } from '../../network'
import { reportSmsFailure, toSmsFailure, toSmsProblem } from '../../sms/failure'
import type { CodePurpose } from '../../sms/sender'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { checkBudgets, checkSendsToNumber, countFailure, FAILURES_PER_DAY, lockNumber, RESEND_INTERVAL_MS } from './smsLimits'

export const CODE_LIFE_MS = 5 * 60_000
export const MAX_ATTEMPTS = 5

type Trx = Transaction<Database>

interface CodeSubject {
  phone: string
  purpose: CodePurpose
  /** The user who binds the number or proves himself; null for a sign-in. */
  userId: string | null
}

/** Sends a code. Answer and work are the same for known and unknown numbers: nothing here looks for an owner. */
export async function sendSmsCode(deps: IdentityDeps, subject: CodeSubject, caller: Caller): Promise<SmsCodeSent> {
  const event = { kind: 'smsCode', userId: subject.userId, phoneMark: deps.vault.mark('phone', subject.phone), detail: subject.purpose } as const
  try {
    const requestId = await issueAndSend(deps, subject, caller)
    await recordEvent(deps, caller, { ...event, result: 'ok' })
    return { requestId, expiresInSeconds: CODE_LIFE_MS / 1000, retryAfterSeconds: RESEND_INTERVAL_MS / 1000 }
  } catch (error) {
    if (error instanceof ProblemError) await recordEvent(deps, caller, { ...event, result: error.code })
    throw error
  }
}

async function issueAndSend(deps: IdentityDeps, subject: CodeSubject, caller: Caller): Promise<string> {
  const { sms } = deps
  if (!sms) throw problem('sms_unavailable')
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const id = await inTransaction(deps.db, (trx) => issue(trx, deps, subject, code, caller))
  try {
    await sms.send({ phone: subject.phone, code, purpose: subject.purpose })
  } catch (error) {
    const failure = toSmsFailure(error)
    reportSmsFailure(deps.log, failure)
    // Nothing was delivered: the shopper may ask again at once, and an older code stays good. After a silence the message
    // may be on its way, and paid for: the code stays good and counts.
    if (failure.kind !== 'timedOut') await deps.db.deleteFrom('sms_code').where('id', '=', id).execute()
    throw toSmsProblem(failure)
  }
  return id
}

async function issue(trx: Trx, deps: IdentityDeps, subject: CodeSubject, code: string, caller: Caller): Promise<string> {
  const now = deps.clock.now()
  const id = newId()
  const phoneMark = deps.vault.mark('phone', subject.phone)
  const placeMark = deps.vault.mark('place', lineOf(caller.ip))
  const { failures, failuresEndAt } = await lockNumber(trx, phoneMark, now)
  if (failures >= FAILURES_PER_DAY) throw tooManyFailures(failuresEndAt, now)
  await checkSendsToNumber(trx, phoneMark, now)
  await checkBudgets(trx, placeMark, now)
  await trx
    .insertInto('sms_code')
    .values({
      id,
      phone_mark: phoneMark,
      purpose: subject.purpose,
      user_id: subject.userId,
      code_mark: markCode(deps, id, subject, code),
      attempts: 0,
      place_mark: placeMark,
      created_at: new Date(now),
      expires_at: new Date(now + CODE_LIFE_MS),
      used_at: null,
    })
    .execute()
  return id
}

export interface Guess extends CodeSubject {
  code: string
  /** When given, the code must be the one that this request sent. */
  requestId?: string
}

export type GuessResult = { right: true; codeId: string } | { right: false; error: ProblemError }

/**
 * Tries a code, and uses it up when it is right. The outcome is returned, not thrown: the caller's
 * transaction must commit a wrong guess, or it would not count.
 */
export async function guessSmsCode(trx: Trx, deps: IdentityDeps, guess: Guess): Promise<GuessResult> {
  const now = deps.clock.now()
  const phoneMark = deps.vault.mark('phone', guess.phone)
  const { failures, failuresEndAt } = await lockNumber(trx, phoneMark, now)
  if (failures >= FAILURES_PER_DAY) return { right: false, error: tooManyFailures(failuresEndAt, now) }
  const wrong = { right: false, error: problem('sms_code_invalid') } as const
  const id = await newestCode(trx, phoneMark, guess)
  if (!id || (guess.requestId !== undefined && guess.requestId !== id)) return wrong
  const tried = await tryCode(trx, id, markCode(deps, id, guess, guess.code), now)
  if (!tried) return wrong
  if (tried.used_at !== null) return { right: true, codeId: id }
  await countFailure(trx, phoneMark, failures, now)
  return wrong
}

/** Takes back the use of a right code, in the same transaction: the shopper has yet to agree, and need not wait for another. */
export async function restoreSmsCode(trx: Trx, codeId: string): Promise<void> {
  await trx.updateTable('sms_code').set({ used_at: null, attempts: sql<number>`attempts - 1` }).where('id', '=', codeId).execute()
}

/** Only the newest counts: a new code ends the old. */
async function newestCode(trx: Trx, phoneMark: string, { purpose, userId }: CodeSubject): Promise<string | null> {
  const row = await trx
    .selectFrom('sms_code')
    .select(['id', 'user_id'])
    .where('phone_mark', '=', phoneMark)
    .where('purpose', '=', purpose)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && row.user_id === userId ? row.id : null
}

/** One statement counts the attempt and uses the code, so that no number of guesses at once gets more than five, or two successes. */
async function tryCode(trx: Trx, id: string, codeMark: string, now: number): Promise<{ used_at: Date | null } | undefined> {
  return trx
    .updateTable('sms_code')
    .set({
      attempts: sql<number>`attempts + 1`,
      used_at: sql<Date | null>`case when code_mark = ${codeMark} then ${new Date(now)}::timestamptz end`,
    })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('attempts', '<', MAX_ATTEMPTS)
    .where('expires_at', '>', new Date(now))
    .returning('used_at')
    .executeTakeFirst()
}

/** Bound to request, purpose, number and user: a code is worth nothing anywhere else. */
function markCode(deps: IdentityDeps, id: string, { purpose, phone, userId }: CodeSubject, code: string): string {
  return deps.vault.mark('smsCode', [id, purpose, phone, userId ?? '', code].join('|'))
}

function tooManyFailures(endsAt: number, now: number): ProblemError {
  return problem('rate_limited', { retryAfterSeconds: Math.ceil((endsAt - now) / 1000) })
}
