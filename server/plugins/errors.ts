import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Problem, type FieldError, type ProblemCode } from '@contract/problems'
import { ProblemError, problem, problemBody, type ProblemExtra } from '../errors'

const MAX_FIELD_ERRORS = 20
/** A database restarts in a few seconds. */
const AWAY_RETRY_SECONDS = 5

/** What Fastify itself refuses, by its error code; anything not named goes by its status. */
const FASTIFY_CODES: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_UNDER_PRESSURE: 'service_unavailable',
}

const BY_STATUS: Record<number, ProblemCode> = {
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
  503: 'service_unavailable',
}

/** Every failure leaves as problem+json with a stable code. What happened inside is logged and stays there. */
export const errorsPlugin = fp((app: FastifyInstance) => {
  app.addSchema(Problem)
  app.setErrorHandler((error: FastifyError | ProblemError, request, reply) => answer(error, request, reply))
  return Promise.resolve()
}, { name: 'errors' })

/** Also for errors that arise before routing (a URL that cannot be decoded). */
export function answer(error: FastifyError | ProblemError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, extra } = classify(error)
  const body = problemBody(code, request.id, extra)
  if (body.status >= 500) request.log.error({ err: error }, 'request failed')
  else request.log.info({ code, reason: error.message }, 'request refused')
  if (extra.retryAfterSeconds !== undefined) reply.header('Retry-After', String(extra.retryAfterSeconds))
  if (extra.headers) reply.headers(extra.headers)
  // Serialised here: the route's own response schema may not describe this status, and an error must never fail a second time.
  return reply.status(body.status).type('application/problem+json').header('Cache-Control', 'no-store').serializer(JSON.stringify).send(body)
}

/** Which problem an error is, whatever threw it. */
export function classify(error: FastifyError | ProblemError): { code: ProblemCode; extra: ProblemExtra } {
  if (error instanceof ProblemError) return { code: error.code, extra: error.extra }
  if (error.validation) return { code: 'invalid_request', extra: { errors: fieldErrors(error) } }
  const status = error.statusCode ?? 500
  const code = FASTIFY_CODES[error.code] ?? BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'invalid_request' : databaseCode(error))
  return { code, extra: code === 'service_unavailable' ? { retryAfterSeconds: AWAY_RETRY_SECONDS } : {} }
}

/** A database that is away or overloaded is worth another try; anything else unforeseen is ours. */
function databaseCode(error: Error & { code?: string }): ProblemCode {
  const away = /^(08|53|57)/.test(error.code ?? '') || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(error.code ?? '')
  return away || /timeout exceeded when trying to connect|Connection terminated|not queryable/.test(error.message) ? 'service_unavailable' : 'internal'
}

function fieldErrors(error: FastifyError): FieldError[] {
  const seen = new Map<string, FieldError>()
  for (const fault of error.validation ?? []) {
    const name = fault.params?.missingProperty ?? fault.params?.additionalProperty
    const field = `${error.validationContext ?? ''}${fault.instancePath}${typeof name === 'string' ? `/${name}` : ''}`
    if (!seen.has(field)) seen.set(field, { field, message: fault.message ?? 'is not valid' })
  }
  return [...seen.values()].slice(0, MAX_FIELD_ERRORS)
}

/** Not found, or found under another method. */
export function missingRoute(allowed: string[]): ProblemError {
  return allowed.length > 0 ? problem('method_not_allowed', { headers: { Allow: allowed.join(', ') } }) : problem('not_found')
}
