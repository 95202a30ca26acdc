import type { FastifyBaseLogger } from 'fastify'
import { isMisconfiguration, toProblem, WechatError, WechatUnreachable } from './problems'

/** Runs calls of WeChat: a failure is told to the operator, and rejects with the `ProblemError` that our own client is to see. */
export function guardCalls(log: FastifyBaseLogger, settings: string): <T>(work: () => Promise<T>) => Promise<T> {
  return async (work) => {
    try {
      return await work()
    } catch (error) {
      report(log, settings, error)
      throw toProblem(error)
    }
  }
}

function report(log: FastifyBaseLogger, settings: string, error: unknown): void {
  if (isMisconfiguration(error)) {
    const { errcode, path } = error as WechatError
    // The operator's alert: `fatal` because no shopper can sign in until the app id or secret is put right.
    log.fatal({ errcode, path }, `WeChat refuses the app id or secret: check ${settings}`)
  } else if (error instanceof WechatError) {
    log.warn({ errcode: error.errcode, path: error.path }, 'WeChat refused a call')
  } else if (error instanceof WechatUnreachable) {
    log.warn({ path: error.path }, error.message)
  }
}
