import type { FastifyError, FastifyRequest, FastifyServerOptions } from 'fastify'
import type { Config } from '../config'

/** Where log lines go instead of standard output. */
export interface LogStream {
  write(line: string): void
}

/**
 * One JSON line per event. A request is logged by method and path alone: query strings hold login codes
 * (WeChat's redirect) and search words, headers hold tokens, bodies hold phone numbers and addresses.
 */
export function loggerOptions(config: Config, stream?: LogStream): NonNullable<FastifyServerOptions['logger']> {
  return {
    ...(stream ? { stream } : {}),
    level: config.logLevel,
    redact: {
      paths: ['headers', 'body', 'query', '*.headers', '*.phone', '*.code', '*.token', '*.session_key', '*.sessionKey', '*.openid', '*.password'],
      censor: '[redacted]',
    },
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, path: pathOf(request.url) }),
      // A driver's error carries the row that offended, personal data included: kept are its kind and where it arose.
      err: (error: FastifyError) => ({ type: error.name, kind: error.code, message: error.message, stack: error.stack ?? '', cause: causeOf(error) }),
    },
  }
}

function causeOf({ cause }: Error): { type: string; message: string } | undefined {
  return cause instanceof Error ? { type: cause.name, message: cause.message } : undefined
}

function pathOf(url: string): string {
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}
