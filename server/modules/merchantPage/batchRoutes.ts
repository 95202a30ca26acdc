import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Cursor, Id, Strict } from '@contract/common'
import { ProblemError } from '../../errors'
import type { BackOfficeDeps } from '../orders/deps'
import { adjustBatch, type BatchAdjustment } from '../orders/merchant/batches'
import { demand } from '../orders/merchant/roles'
import { listBatches, listChanges, readBatch } from './batchQueries'
import { batchesView, batchView } from './batchView'
import { atWork } from './guard'
import { sendPage } from './layout'
import type { PageDeps } from './orderRoutes'
import { DONE_TEXT } from './texts'

const PER_PAGE = 50
const hide = { hide: true } as const
const params = Type.Object({ id: Id }, Strict)
const formKey = Type.String()
const Units = Type.String({ pattern: '^\\d{1,7}$' })
const Listed = Type.Object({ q: Type.Optional(Type.String({ maxLength: 40 })), cursor: Type.Optional(Cursor) }, Strict)
const Shown = Type.Object({ done: Type.Optional(Type.Union([Type.Literal('stock'), Type.Literal('status')])) }, Strict)

/** Batches: found, counted anew, taken off sale and put back on. */
export const batchPageRoutes: FastifyPluginAsyncTypebox<PageDeps> = async (app, { deps, cursors }) => {
  app.addHook('preHandler', async (request) => demand(atWork(request).operator, 'adjustBatch'))

  app.get('/batches', { schema: { ...hide, querystring: Listed } }, async (request, reply) => {
    const query = (request.query.q ?? '').trim()
    const scope = `merchant/batches/${query}`
    const [expiresOn = '', id = ''] = request.query.cursor === undefined ? [] : cursors.open(scope, request.query.cursor)
    const after = request.query.cursor === undefined ? null : { expiresOn: String(expiresOn), id: String(id) }
    const rows = await listBatches(deps, query, after, PER_PAGE + 1)
    const batches = rows.slice(0, PER_PAGE)
    const last = rows.length > PER_PAGE ? batches.at(-1) : undefined
    const nextCursor = last ? cursors.seal(scope, [last.expiresOn, last.id]) : null
    return sendPage(request, reply, { title: '批次', section: 'batches', main: batchesView({ query, batches, nextCursor }) })
  })

  app.get('/batches/:id', { schema: { ...hide, params, querystring: Shown } }, (request, reply) =>
    sendBatch(deps, request, reply, request.params.id, { done: request.query.done && DONE_TEXT[request.query.done] }),
  )

  app.post(
    '/batches/:id/stock',
    { attachValidation: true, schema: { ...hide, params, body: Type.Object({ formKey, seenOnShelf: Units, units: Units }, Strict) } },
    (request, reply) => {
      const { id } = request.params
      if (request.validationError) return sendBatch(deps, request, reply, id, { alert: '没有改动：件数要是 0 到 9999999 的整数。' }, 400)
      return adjust(deps, request, reply, id, 'stock', { count: { units: Number(request.body.units), seenOnShelf: Number(request.body.seenOnShelf) } })
    },
  )

  app.post(
    '/batches/:id/status',
    { attachValidation: true, schema: { ...hide, params, body: Type.Object({ formKey, status: Type.Union([Type.Literal('active'), Type.Literal('withdrawn')]) }, Strict) } },
    (request, reply) => {
      const { id } = request.params
      if (request.validationError) return sendBatch(deps, request, reply, id, { alert: '没有改动：提交的内容不对，请重试。' }, 400)
      return adjust(deps, request, reply, id, 'status', { status: request.body.status })
    },
  )
}

async function adjust(deps: BackOfficeDeps, request: FastifyRequest, reply: FastifyReply, id: string, done: 'stock' | 'status', change: BatchAdjustment): Promise<FastifyReply> {
  try {
    await adjustBatch(deps, atWork(request).operator, id, change)
    return reply.redirect(`/merchant/batches/${id}?done=${done}`, 303)
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'order_state_conflict') throw error
    request.log.info({ reason: error.message }, 'an adjustment of a batch came too late')
    return sendBatch(deps, request, reply, id, { alert: '没有改动：您清点的时候架上又变了，或者比订单占用和已付款的还少。现在的数在下面，请再清点一次。' }, 409)
  }
}

async function sendBatch(deps: BackOfficeDeps, request: FastifyRequest, reply: FastifyReply, id: string, { alert, done }: { alert?: string; done?: string }, status = 200): Promise<FastifyReply> {
  const [batch, changes] = await Promise.all([readBatch(deps, id), listChanges(deps, id)])
  return sendPage(request, reply, { title: batch.name, section: 'batches', alert, done, main: batchView({ session: atWork(request), batch, changes }) }, status)
}
