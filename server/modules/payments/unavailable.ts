import { problem, type ProblemError } from '../../errors'

const RETRY_AFTER_SECONDS = 5

/** What our own client is told when the payment service refuses or is silent. */
export function unavailable(cause: unknown): ProblemError {
  return problem('payment_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause })
}
