import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { withStepBeforeCommit } from '../database/beforeCommit'
import { problem } from '../errors'
import { IdempotencyRecords, type Running } from './idempotencyRecords'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False where an answer may not be kept: it holds a token. Repeating such a request does no harm. */
    idempotency?: boolean
  }
  interface FastifyRequest {
    idempotent: Running | null
  }
}

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
/** Printable ASCII, long enough for any client's ids. */
const KEY = /^[\x21-\x7e]{1,255}$/
/** After these the request may well be repeated for a better answer; everything else is final. */
const TEMPORARY = new Set([401, 408, 429])

/**
 * `Idempotency-Key` on the writes of signed-in shoppers: a phone that lost the answer repeats the request and
 * gets the first one's answer, and nothing happens twice.
 */
export const idempotencyPlugin = fp(
  async (app: FastifyInstance) => {
    const records = new IdempotencyRecords(app.db, app.clock, app.vault)
    app.decorateRequest('idempotent', null)
    app.addHook('preHandler', async (request, reply) => {
      const key = keyOf(request)
      if (key === null || !request.session) return
      const outcome = await records.begin(request.session.userId, key, fingerprint(request))
      if (outcome.kind === 'mismatch') throw problem('idempotency_mismatch')
      if (outcome.kind === 'inProgress') throw problem('idempotency_in_progress', { retryAfterSeconds: 1 })
      if (outcome.kind === 'alreadyDone') throw problem('already_done')
      if (outcome.kind === 'begun') {
        request.idempotent = outcome.running
        return
      }
      return replay(reply, outcome.answer)
    })
    app.addHook('preHandler', (request, _reply, done) => {
      const running = request.idempotent
      if (running) withStepBeforeCommit((trx) => records.commit(trx, running), done)
      else done()
    })
    app.addHook('onSend', async (request, reply, payload) => {
      const running = request.idempotent
      if (!running) return payload
      request.idempotent = null
      const isFinal = reply.statusCode < 500 && !TEMPORARY.has(reply.statusCode)
      const answer = { status: reply.statusCode, contentType: contentTypeOf(reply), body: typeof payload === 'string' ? payload : '' }
      // What was done is done, and said: that the record could not be kept is no reason to call it a failure.
      await (isFinal ? records.finish(running, answer) : records.forget(running)).catch((error: unknown) => request.log.warn({ err: error }, 'an idempotency record was not kept'))
      return payload
    })
  },
  { name: 'idempotency', dependencies: ['session'] },
)

function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined || !WRITES.has(request.method) || request.routeOptions.config.idempotency === false) return null
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw problem('invalid_request', { errors: [{ field: 'headers/idempotency-key', message: 'must be 1 to 255 printable characters' }] })
  }
  return key
}

function fingerprint(request: FastifyRequest): string {
  const text = `${request.method}\n${request.url}\n${JSON.stringify(request.body ?? null)}`
  return createHash('sha256').update(text).digest('base64url')
}

function contentTypeOf(reply: FastifyReply): string | null {
  const value = reply.getHeader('content-type')
  return typeof value === 'string' ? value : null
}

function replay(reply: FastifyReply, answer: { status: number; contentType: string | null; body: string }): FastifyReply {
  if (answer.contentType !== null) void reply.type(answer.contentType)
  void reply.code(answer.status).header('Idempotent-Replayed', 'true')
  return answer.body === '' ? reply.send() : reply.send(answer.body)
}
