import { problem, type ProblemError } from '../errors'

/** A failure that WeChat told by number. Carries no URL: theirs hold secrets. */
export class WechatError extends Error {
  constructor(
    readonly errcode: number,
    readonly path: string,
  ) {
    super(`WeChat answered errcode ${errcode} to ${path}`)
    this.name = 'WechatError'
  }
}

/** No answer, no JSON, or JSON of an unknown shape. */
export class WechatUnreachable extends Error {
  constructor(
    readonly path: string,
    reason: string,
  ) {
    super(`WeChat gave no usable answer to ${path}: ${reason}`)
    this.name = 'WechatUnreachable'
  }
}

const BUSY_RETRY_SECONDS = 5
/** WeChat counts 45011 per minute. */
const MINUTE_LIMIT_RETRY_SECONDS = 60

/** Our own settings are wrong: no shopper can do anything about these, the operator must. */
const MISCONFIGURED = new Set([40013, 40125, 40164, 41002, 41004])

export function isMisconfiguration(error: unknown): boolean {
  return error instanceof WechatError && MISCONFIGURED.has(error.errcode)
}

/** What our own client is told about a failed call to WeChat. */
export function toProblem(error: unknown): ProblemError {
  const unavailable = problem('wechat_unavailable', { retryAfterSeconds: BUSY_RETRY_SECONDS, cause: error })
  if (!(error instanceof WechatError)) return unavailable
  if (MISCONFIGURED.has(error.errcode)) return problem('internal', { cause: error })
  switch (error.errcode) {
    case 40029:
    case 40163:
      return problem('wechat_code_invalid', { cause: error })
    case 45011:
      return problem('rate_limited', { retryAfterSeconds: MINUTE_LIMIT_RETRY_SECONDS, cause: error })
    case 40226:
      return problem('wechat_high_risk', { cause: error })
    case 1400001:
      return problem('wechat_quota_exhausted', { cause: error })
    default:
      return unavailable
  }
}
