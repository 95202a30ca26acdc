import { Type, type Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { paymentNotice } from './notices'
import { REFUND_ENDS, REFUND_FATES } from './state'
import { playPayment, playRefundEnd, type WireDeps } from './wire'

const Trade = Type.Object({ tradeNo: Type.String() })
const Play = Type.Object(
  {
    prepayId: Type.Optional(Type.String()),
    tradeNo: Type.Optional(Type.String()),
    outcome: Type.Optional(Type.Union([Type.Literal('success'), Type.Literal('fail')])),
    notices: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 })),
  },
  { additionalProperties: false },
)
const Fate = Type.Object({ tradeNo: Type.String(), fate: Type.Union(REFUND_FATES.map((fate) => Type.Literal(fate))) }, { additionalProperties: false })
const End = Type.Object({ refundNo: Type.String(), end: Type.Union(REFUND_ENDS.map((end) => Type.Literal(end))) }, { additionalProperties: false })
const FaultBody = Type.Object(
  {
    path: Type.String({ pattern: '^/' }),
    times: Type.Optional(Type.Integer({ minimum: 1 })),
    status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
    code: Type.Optional(Type.String()),
    drop: Type.Optional(Type.Boolean()),
    forged: Type.Optional(Type.Boolean()),
    payFirst: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** Handles for programs: pay, send the news again, decide what becomes of a refund, make the next calls go wrong. */
export function scriptingRoutes(app: FastifyInstance, deps: WireDeps): void {
  const { state, keys, clock, mchId, outbox } = deps

  app.post<{ Body: Static<typeof Play> }>('/sandbox/pay', { schema: { body: Play } }, async (request, reply) => {
    const { prepayId = '', tradeNo = '', outcome = 'success', notices = 1 } = request.body
    const trade = state.byPrepayId(prepayId) ?? state.trades.get(tradeNo)
    if (!trade) return reply.code(404).send({ message: 'no such trade' })
    return { paid: playPayment(deps, trade, outcome, notices) && outcome === 'success' }
  })
  app.post<{ Body: Static<typeof Trade> }>('/sandbox/notify', { schema: { body: Trade } }, async (request, reply) => {
    const trade = state.trades.get(request.body.tradeNo)
    if (trade) outbox.add(() => paymentNotice(keys, clock, mchId, trade))
    return reply.code(trade ? 204 : 404).send()
  })
  app.put<{ Body: Static<typeof Fate> }>('/sandbox/refund-fate', { schema: { body: Fate } }, async (request, reply) => {
    const trade = state.trades.get(request.body.tradeNo)
    if (trade) trade.refundFate = request.body.fate
    return reply.code(trade ? 204 : 404).send()
  })
  app.post<{ Body: Static<typeof End> }>('/sandbox/refund-end', { schema: { body: End } }, async (request, reply) => {
    const refund = state.refunds.get(request.body.refundNo)
    if (refund) playRefundEnd(deps, refund, request.body.end)
    return reply.code(refund ? 204 : 404).send()
  })
  app.put<{ Body: Static<typeof FaultBody> }>('/sandbox/faults', { schema: { body: FaultBody } }, async (request, reply) => {
    state.addFault({ ...request.body, times: request.body.times ?? 1 })
    return reply.code(204).send()
  })
  app.delete('/sandbox/faults', async (_request, reply) => {
    state.clearFaults()
    return reply.code(204).send()
  })
  app.get('/sandbox/trades', async () => [...state.trades.values()])
  app.get('/sandbox/refunds', async () => [...state.refunds.values()])
  app.get('/sandbox/calls', async () => Object.fromEntries(state.calls))
}
