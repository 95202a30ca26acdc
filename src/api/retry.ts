import { toApiError, type ApiError } from './apiError'
import type { Transport } from './transport'

const MAX_RETRIES = 2
const FIRST_DELAY_MS = 400
/** A server that asks for a longer pause gets none of our retries: the screen offers one to the shopper instead. */
const LONGEST_RETRY_AFTER_SECONDS = 5

export interface RetryClock {
  wait(milliseconds: number): Promise<void>
  /** 0 ≤ x < 1. */
  random(): number
}

/** `transport` that repeats reads after failures that may pass. Writes are never repeated here: the caller knows whether that is safe. */
export function withRetry(transport: Transport, clock: RetryClock): Transport {
  return async (request) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await transport(request)
      } catch (thrown) {
        const delay = delayBefore(attempt, toApiError(thrown), clock)
        if ((request.method ?? 'GET') !== 'GET' || delay === null) throw thrown
        await clock.wait(delay)
        if (request.signal?.aborted) throw thrown
      }
    }
  }
}

/** Milliseconds to wait before the next attempt, or null to give up. Jitter keeps a thousand phones from returning at once. */
function delayBefore(attempt: number, error: ApiError, clock: RetryClock): number | null {
  if (!error.retryable || attempt >= MAX_RETRIES) return null
  const asked = error.kind === 'problem' ? error.retryAfterSeconds : null
  if (asked !== null && asked > LONGEST_RETRY_AFTER_SECONDS) return null
  const backoff = FIRST_DELAY_MS * 2 ** attempt
  return Math.max((asked ?? 0) * 1000, backoff / 2) + (clock.random() * backoff) / 2
}
