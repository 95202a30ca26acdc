import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type, type Static, type TObject } from '@sinclair/typebox'
import { Cursor, Id, Strict } from '@contract/common'
import { CARRIERS, type Carrier } from '@domain/carriers'
import type { Cursors } from '../../cursor'
import { ProblemError } from '../../errors'
import type { BackOfficeDeps } from '../orders/deps'
import { cancelForMerchant, correctParcel, deliverOrder, packOrder, readContact, shipOrder, traceOrder, type Deed } from '../orders/merchant/fulfilment'
import { readRefundPhoto } from '../orders/merchant/refundPhotos'
import { approveRefund, callOffOrder, rejectRefund } from '../orders/merchant/refunds'
import { may } from '../orders/merchant/roles'
import { listStuckRefunds, retryRefund, returnRefund } from '../orders/merchant/stuckRefunds'
import { countForMerchant, listForMerchant, showForMerchant } from '../orders/merchant/view'
import { canonicalNumber } from '../orders/read'
import { findLines } from '../orders/repository'
import { atWork } from './guard'
import { sendPage } from './layout'
import { COUNTED, ordersView, TAB_NAMES, TABS, type TabName } from './ordersView'
import { orderView, type OrderPage } from './orderView'
import { REFUSAL_MAX_LENGTH } from './refundView'
import { conflictText, DONE, DONE_TEXT, type Done } from './texts'

const PER_PAGE = 50
const STUCK_AT_MOST = 20
const hide = { hide: true } as const
/** Loose: whatever somebody pastes is answered with "not there". */
const Typed = Type.String({ maxLength: 40 })
const params = Type.Object({ number: Typed }, Strict)
const formKey = Type.String()
const Nothing = Type.Object({ formKey }, Strict)
const Shown = Type.Object({ done: Type.Optional(Type.Union(DONE.map((name) => Type.Literal(name)))) }, Strict)
const Listed = Type.Object(
  { tab: Type.Optional(Type.Union(TAB_NAMES.map((name) => Type.Literal(name)))), number: Type.Optional(Typed), cursor: Type.Optional(Cursor) },
  Strict,
)
/** Not only spaces. */
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
const Parcel = Type.Object(
  { formKey, carrier: Type.Union((Object.keys(CARRIERS) as Carrier[]).map((code) => Type.Literal(code))), trackingNumber: Type.String({ pattern: '^\\s*[0-9A-Za-z-]{6,40}\\s*$' }) },
  Strict,
)

export interface PageDeps {
  deps: BackOfficeDeps
  cursors: Cursors
}

/** Orders: the lists, one order, and everything that may be done with it. */
export const orderPageRoutes: FastifyPluginAsyncTypebox<PageDeps> = async (app, { deps, cursors }) => {
  app.get('/orders', { schema: { ...hide, querystring: Listed } }, async (request, reply) => {
    const { tab = 'toShip', number, cursor } = request.query
    const found = number === undefined ? null : await find(deps, number)
    if (found !== null) return reply.redirect(`/merchant/orders/${found}`, 303)
    const alert = number === undefined ? null : `没有订单 ${number}。`
    return sendPage(request, reply, { title: '订单', section: 'orders', alert, main: ordersView({ ...(await listPage({ deps, cursors }, tab, cursor)), stuck: await stuckFor(deps, request) }) }, alert === null ? 200 : 404)
  })

  app.get('/orders/:number', { schema: { ...hide, params, querystring: Shown } }, (request, reply) =>
    sendOrder(deps, request, reply, canonicalNumber(request.params.number), { done: request.query.done && DONE_TEXT[request.query.done] }),
  )

  // Answered without a detour: the label is shown this once, and looking again is another entry in the record.
  app.post('/orders/:number/label', { schema: { ...hide, params, body: Nothing } }, (request, reply) => {
    const deed = { operator: atWork(request).operator, number: canonicalNumber(request.params.number) }
    return orConflict(deps, request, reply, deed, async () => sendOrder(deps, request, reply, deed.number, { label: await readContact(deps, deed) }))
  })

  app.get('/refund-photos/:id', { schema: { ...hide, params: Type.Object({ id: Id }, Strict) } }, async (request, reply) =>
    reply.type('image/jpeg').send(await readRefundPhoto(deps, atWork(request).operator, request.params.id)),
  )

  const step = <Body extends TObject>(action: Done, path: string, body: Body, hint: string, work: (deed: Deed, body: Static<Body>) => Promise<void>) =>
    app.post(`/orders/:number/${path}`, { attachValidation: true, schema: { ...hide, params, body } }, (request, reply) => {
      const deed = { operator: atWork(request).operator, number: canonicalNumber(request.params.number) }
      if (request.validationError) return sendOrder(deps, request, reply, deed.number, { alert: hint }, 400)
      return orConflict(deps, request, reply, deed, async () => {
        // The route's own schema checked it; its type gets lost on the way through a type parameter.
        await work(deed, request.body as Static<Body>)
        return reply.redirect(`/merchant/orders/${deed.number}?done=${action}`, 303)
      })
    })

  const NO_FIELDS = '没有改动：提交的内容不对，请重试。'
  step('pack', 'pack', Nothing, NO_FIELDS, (deed) => packOrder(deps, deed))
  step('deliver', 'deliver', Nothing, NO_FIELDS, (deed) => deliverOrder(deps, deed))
  step('cancel', 'cancel', Nothing, NO_FIELDS, (deed) => cancelForMerchant(deps, deed))
  step('ship', 'ship', Parcel, '没有发货：请选择快递公司，运单号是 6 到 40 位字母、数字或连字符。', (deed, { carrier, trackingNumber }) =>
    shipOrder(deps, deed, { carrier, trackingNumber: trackingNumber.trim() }),
  )
  step('correctParcel', 'correct', Parcel, '没有更正：请选择快递公司，运单号是 6 到 40 位字母、数字或连字符。', (deed, { carrier, trackingNumber }) =>
    correctParcel(deps, deed, { carrier, trackingNumber: trackingNumber.trim() }),
  )
  const Trace = Type.Object({ formKey, text: Words(100), place: Type.String({ maxLength: 20 }) }, Strict)
  step('trace', 'trace', Trace, '没有添加：请填写物流内容。', (deed, { text, place }) => traceOrder(deps, deed, text.trim(), place.trim() || null))
  const OneRefund = Type.Object({ formKey, refundId: Id }, Strict)
  const Answered = Type.Object({ formKey, refundId: Id, answer: Words(REFUSAL_MAX_LENGTH) }, Strict)
  step('approveRefund', 'refund/approve', OneRefund, NO_FIELDS, (deed, { refundId }) => approveRefund(deps, deed, refundId))
  step('rejectRefund', 'refund/reject', Answered, '没有拒绝：请写一句给买家的说明。', (deed, { refundId, answer }) => rejectRefund(deps, deed, answer.trim(), refundId))
  step('callOff', 'call-off', Type.Object({ formKey, answer: Words(REFUSAL_MAX_LENGTH) }, Strict), '没有退款：请写一句给买家的说明。', (deed, { answer }) => callOffOrder(deps, deed, answer.trim()))
  step('retryRefund', 'refund/retry', OneRefund, NO_FIELDS, (deed, { refundId }) => retryRefund(deps, deed, refundId))
  step('returnRefund', 'refund/return', Answered, '没有记下：请写一句给买家的说明。', (deed, { refundId, answer }) => returnRefund(deps, deed, answer.trim(), refundId))
}

interface Showing {
  label?: OrderPage['label']
  alert?: string
  done?: string
}

async function sendOrder(deps: BackOfficeDeps, request: FastifyRequest, reply: FastifyReply, number: string, { label = null, alert, done }: Showing, status = 200): Promise<FastifyReply> {
  const session = atWork(request)
  const order = await showForMerchant(deps, session.operator, number)
  return sendPage(request, reply, { title: `订单 ${number}`, section: 'orders', alert, done, main: orderView({ session, order, label }) }, status)
}

/** Somebody was faster: the same page as it is by now, and what that means. */
async function orConflict(deps: BackOfficeDeps, request: FastifyRequest, reply: FastifyReply, { operator, number }: Deed, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'order_state_conflict') throw error
    request.log.info({ reason: error.message }, 'a step of the merchant came too late')
    const { status } = await showForMerchant(deps, operator, number)
    return sendOrder(deps, request, reply, number, { alert: conflictText(status) }, 409)
  }
}

async function find(deps: BackOfficeDeps, given: string): Promise<string | null> {
  try {
    const number = canonicalNumber(given.trim())
    return (await deps.db.selectFrom('shop_order').select('number').where('number', '=', number).executeTakeFirst())?.number ?? null
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not_found') return null
    throw error
  }
}

async function listPage({ deps, cursors }: PageDeps, tab: TabName, cursor: string | undefined) {
  const scope = `merchant/orders/${tab}`
  const { statuses, isOver } = TABS[tab]
  const [createdAt = '', id = ''] = cursor === undefined ? [] : cursors.open(scope, cursor)
  const after = cursor === undefined ? null : { createdAt: new Date(createdAt), id: String(id) }
  const [rows, counts] = await Promise.all([listForMerchant(deps, { statuses, isLatestFirst: isOver, after, limit: PER_PAGE + 1 }), countForMerchant(deps, COUNTED)])
  const shown = rows.slice(0, PER_PAGE)
  const lines = await findLines(deps.db, shown.map((order) => order.id))
  const last = rows.length > PER_PAGE ? shown.at(-1) : undefined
  return {
    tab,
    counts,
    orders: shown.map((order) => ({ ...order, goods: goodsText(lines.filter((line) => line.order_id === order.id)) })),
    nextCursor: last ? cursors.seal(scope, [last.createdAt, last.id]) : null,
  }
}

/** Of an order in any tab: they would be overlooked in the lists. */
async function stuckFor(deps: BackOfficeDeps, request: FastifyRequest) {
  const { operator } = atWork(request)
  return may(operator, 'viewRefund') ? listStuckRefunds(deps, operator, STUCK_AT_MOST) : []
}

function goodsText(lines: readonly { name: string; quantity: number }[]): string {
  const shown = lines.slice(0, 2).map(({ name, quantity }) => `${name} × ${quantity}`)
  return shown.join('，') + (lines.length > shown.length ? ` 等 ${lines.length} 种` : '')
}
