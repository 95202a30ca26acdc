import type { ProblemCode } from '@contract/problemCodes'
import type { ApiError } from '@/api/apiError'
import { texts } from './texts'

/** A plain sentence for the shopper: what went wrong and, where there is something, what to do. */
export function errorText(error: ApiError): string {
  switch (error.kind) {
    case 'problem':
      return problemText(error.code, error.title, error.retryAfterSeconds)
    case 'http':
      return texts.server
    case 'auth':
      return texts[error.reason]
    default:
      return texts[error.kind]
  }
}

/** The server's own title is a sentence already; only what depends on the screen or on time is said differently here. */
function problemText(code: ProblemCode, title: string, retryAfterSeconds: number | null): string {
  const isWait = code === 'rate_limited' || code === 'sms_too_soon'
  if (isWait && retryAfterSeconds !== null) return texts.waitFor(retryAfterSeconds)
  return texts.problems[code] ?? title
}
