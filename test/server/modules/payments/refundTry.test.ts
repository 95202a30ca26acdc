import type { Order } from '../../../../contract/orders'
import { returnRefund, retryRefund } from '../../../../server/modules/orders/merchant/stuckRefunds'
import { approveRefund, rejectRefund } from '../../../../server/modules/orders/merchant/refunds'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import type { RefundRequest, RefundState } from '../../../../server/modules/payments/provider'
import { runRefund } from '../../../../server/modules/payments/refunds'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'

const MINUTE_MS = 60_000

let t: OrderApp
let buyer: Buyer
jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
  buyer = await t.buyer()
})
afterAll(() => t.close())
afterEach(() => t.expectSoundStock())

const by = (number: string) => ({ operator: MANAGER, number })
const refundOf = (number: string) =>
  t.database.db.selectFrom('refund as r').innerJoin('shop_order as o', 'o.id', 'r.order_id').selectAll('r').where('o.number', '=', number).executeTakeFirstOrThrow()
const fate = (tradeNo: string, what: string) => t.pay.app.inject({ method: 'PUT', url: '/sandbox/refund-fate', payload: { tradeNo, fate: what } })
const sentBack = async (number: string) => (await t.refunds()).filter(({ tradeNo }) => tradeNo.startsWith(number)).map(({ amountCents }) => amountCents)
const conflict = { code: 'order_state_conflict' }

/** Agreed to, and refused by WeChat once. */
async function refused() {
  const order: Order = await t.paid(buyer, (await t.ordered(buyer, [await t.goods()])).number)
  const { number } = order
  await t.call('POST', `/v1/orders/${number}/refund`, { token: buyer.token, body: { reason: 'other' } })
  await approveRefund(t.deps, by(number))
  await fate(`${number}-1`, 'NOT_ENOUGH')
  await sweepOrders(t.deps)
  const { id, refusal } = await refundOf(number)
  expect(refusal).toBe('NOT_ENOUGH')
  await fate(`${number}-1`, 'SUCCESS')
  return { number, id }
}

/** WeChat is asked, and its answer waits until the test lets it come. */
function slowWechat(answer: (request: RefundRequest) => Promise<RefundState> = (request) => mustPay().refund(request)) {
  let heard: () => void = () => undefined
  let release: () => void = () => undefined
  const isAsked = new Promise<void>((resolve) => (heard = resolve))
  const mayAnswer = new Promise<void>((resolve) => (release = resolve))
  const asked: string[] = []
  const payments = {
    ...mustPay(),
    refund: async (request: RefundRequest) => {
      asked.push(request.refundNo)
      heard()
      await mayAnswer
      return answer(request)
    },
  }
  return { deps: { ...t.deps, payments }, isAsked, answerNow: () => release(), asked }
}

function mustPay() {
  if (!t.deps.payments) throw new Error('no payments')
  return t.deps.payments
}

test('while a retry is on its way the merchant cannot note that he gave the money back otherwise: one of the two pays', async () => {
  const { number, id } = await refused()
  const wechat = slowWechat()
  const running = runRefund(wechat.deps, id)
  await wechat.isAsked
  await expect(returnRefund(t.deps, by(number), '已转账')).rejects.toMatchObject(conflict)
  await expect(retryRefund(t.deps, by(number))).rejects.toMatchObject(conflict)
  wechat.answerNow()
  await running
  await expect(returnRefund(t.deps, by(number), '已转账')).rejects.toMatchObject(conflict)
  await t.pay.outbox.flush()
  expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { status: 'succeeded' } })
  expect(await sentBack(number)).toEqual([700])
})

test('both at once, ten times: either WeChat pays or the merchant has', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { number, id } = await refused()
    const [noted] = await Promise.allSettled([returnRefund(t.deps, by(number), '已转账'), runRefund(t.deps, id)])
    await t.pay.outbox.flush()
    const hasNoted = noted.status === 'fulfilled'
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { status: hasNoted ? 'returned' : 'succeeded' } })
    expect(await sentBack(number)).toEqual(hasNoted ? [] : [700])
  }
})

test('an answer that got lost is no refusal: it has to be asked for, before anything else may pay', async () => {
  const { number, id } = await refused()
  // WeChat has taken it, and its answer does not come.
  const wechat = slowWechat(async (request) => {
    await mustPay().refund(request)
    throw new Error('no answer')
  })
  wechat.answerNow()
  await runRefund(wechat.deps, id)
  t.pay.outbox.drop()
  expect(await refundOf(number)).toMatchObject({ status: 'approved', refusal: null, trying_since: null })
  await expect(returnRefund(t.deps, by(number), '已转账')).rejects.toMatchObject(conflict)
  t.clock.advance(60 * MINUTE_MS)
  await sweepOrders(t.deps)
  expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { status: 'succeeded' } })
  expect(await sentBack(number)).toEqual([700])
})

test('refused again, it may be given back otherwise', async () => {
  const { number, id } = await refused()
  await fate(`${number}-1`, 'NOT_ENOUGH')
  await runRefund(t.deps, id)
  await returnRefund(t.deps, by(number), '已转账')
  expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { status: 'returned' } })
})

test('two processes: one asks, and the other leaves it alone, until the mark is so old that its process is gone', async () => {
  const { number, id } = await refused()
  const dead = slowWechat()
  const first = runRefund(dead.deps, id)
  await dead.isAsked
  const other = slowWechat()
  other.answerNow()
  await runRefund(other.deps, id)
  expect(other.asked).toEqual([])
  t.clock.advance(MINUTE_MS)
  await runRefund(other.deps, id)
  expect(other.asked).toHaveLength(1)
  // What the first hears at last is the same refund, under the same number.
  dead.answerNow()
  await first
  await t.pay.outbox.flush()
  expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded' })
  expect(await sentBack(number)).toEqual([700])
})

test('a refusal that comes after another process took over says nothing about that one', async () => {
  const { number, id } = await refused()
  await fate(`${number}-1`, 'NOT_ENOUGH')
  const late = slowWechat()
  const first = runRefund(late.deps, id)
  await late.isAsked
  t.clock.advance(MINUTE_MS)
  const now = slowWechat(() => Promise.reject(new Error('no answer')))
  const second = runRefund(now.deps, id)
  await now.isAsked
  late.answerNow()
  await first
  expect(await refundOf(number)).toMatchObject({ refusal: null })
  await expect(returnRefund(t.deps, by(number), '已转账')).rejects.toMatchObject(conflict)
  now.answerNow()
  await second
})

test('a page that was loaded for another wish decides nothing', async () => {
  const { number } = await t.paid(buyer, (await t.ordered(buyer, [await t.goods()])).number)
  const ask = () => t.call('POST', `/v1/orders/${number}/refund`, { token: buyer.token, body: { reason: 'other' } })
  await ask()
  const { id: old } = await refundOf(number)
  await rejectRefund(t.deps, by(number), '请附照片', old)
  await ask()
  await expect(approveRefund(t.deps, by(number), old)).rejects.toMatchObject(conflict)
  await expect(rejectRefund(t.deps, by(number), '不', old)).rejects.toMatchObject(conflict)
  expect(await t.view(buyer, number)).toMatchObject({ status: 'refunding', refund: { status: 'requested' } })
})
