import type { FastifyBaseLogger } from 'fastify'
import { problem, type ProblemError } from '../errors'

/**
 * - `tooOften`: the provider's own limit for this number is reached
 * - `numberRefused`: it will never deliver to this number (no such number, on its blacklist, opted out)
 * - `outOfCredit`: balance or package used up, or the day's ceiling of the account reached
 * - `misconfigured`: key, signature or template is not what the provider has approved
 * - `timedOut`: no answer; the message may be on its way all the same
 * - `unavailable`: anything else
 */
export type SmsFailureKind = 'tooOften' | 'numberRefused' | 'outOfCredit' | 'misconfigured' | 'timedOut' | 'unavailable'

interface Where {
  provider: string
  /** The provider's own word for it, such as `isv.AMOUNT_NOT_ENOUGH`. */
  code: string
  /** What the provider's support asks for. */
  requestId?: string
  retryAfterSeconds?: number
}

/** A message that the provider did not take. It never quotes the provider's text: that may hold the number and the code. */
export class SmsFailure extends Error {
  constructor(
    readonly kind: SmsFailureKind,
    readonly where: Where,
  ) {
    super(`${where.provider} did not take the message: ${where.code}`)
    this.name = 'SmsFailure'
  }
}

/** Seconds after which asking again may help. What only the operator can put right is not put right in a minute. */
const RETRY_SECONDS: Record<SmsFailureKind, number> = { tooOften: 60, numberRefused: 0, outOfCredit: 600, misconfigured: 600, timedOut: 60, unavailable: 10 }

/** Whatever a sender threw; of what is not ours nothing but its name is kept. */
export function toSmsFailure(error: unknown): SmsFailure {
  return error instanceof SmsFailure ? error : new SmsFailure('unavailable', { provider: 'the sender', code: error instanceof Error ? error.name : 'unknown' })
}

/** What our own client is told. */
export function toSmsProblem(failure: SmsFailure): ProblemError {
  if (failure.kind === 'numberRefused') return problem('sms_number_refused', { cause: failure })
  const retryAfterSeconds = failure.where.retryAfterSeconds ?? RETRY_SECONDS[failure.kind]
  return problem(failure.kind === 'tooOften' ? 'sms_too_soon' : 'sms_unavailable', { retryAfterSeconds, cause: failure })
}

/** The operator's line: which provider, in its own words, and what to do; no number, no code. */
export function reportSmsFailure(log: FastifyBaseLogger, { kind, where: { provider, code: providerCode, requestId: providerRequestId } }: SmsFailure): void {
  const fields = { provider, providerCode, providerRequestId }
  // `fatal` is the operator's alert: until he acts, nobody gets a code.
  if (kind === 'outOfCredit') log.fatal(fields, 'no message can be sent: the SMS account needs credit or a higher daily limit')
  else if (kind === 'misconfigured') log.fatal(fields, 'no message can be sent: check the SMS_ settings, and that signature and template are approved')
  else log.warn(fields, kind === 'timedOut' ? 'the SMS provider did not answer in time' : 'the SMS provider refused a message')
}
