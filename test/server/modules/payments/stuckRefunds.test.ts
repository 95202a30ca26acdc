import type { Order } from '../../../../contract/orders'
import { COMMANDS } from '../../../../server/commands/merchantCommands'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { reconcile } from '../../../../server/modules/payments/reconcile'
import { alertOf, signInAs, wordsOf } from '../../../support/merchantPage'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'

type Fate = 'SUCCESS' | 'ABNORMAL' | 'CLOSED' | 'NOT_ENOUGH'

const HOUR_MS = 3_600_000

let t: OrderApp
let buyer: Buyer
let service: Awaited<ReturnType<typeof signInAs>>
jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.set('2026-05-20T10:00:00+08:00')
  buyer = await t.buyer()
  service = await signInAs(t, 'service')
})
afterEach(() => t.expectSoundStock())

const at = (number: string, path = '') => `/merchant/orders/${number}${path && `/${path}`}`
const run = async (...args: string[]) => (await COMMANDS['refund']?.(t.deps, MANAGER, args)) ?? []
const show = async (number: string) => ((await COMMANDS['show']?.(t.deps, MANAGER, [number])) ?? []).join('\n')
const refundOf = (number: string) =>
  t.database.db.selectFrom('refund as r').innerJoin('shop_order as o', 'o.id', 'r.order_id').selectAll('r').where('o.number', '=', number).executeTakeFirstOrThrow()
const eventsOf = (number: string) => t.database.db.selectFrom('merchant_event').select(['operator', 'action', 'detail']).where('order_number', '=', number).orderBy('id').execute()
const fate = async (tradeNo: string, what: Fate) => {
  const response = await t.pay.app.inject({ method: 'PUT', url: '/sandbox/refund-fate', payload: { tradeNo, fate: what } })
  expect(response.statusCode).toBe(204)
}
const endsAs = async (refundNo: string, end: 'SUCCESS' | 'ABNORMAL' | 'CLOSED') => {
  const response = await t.pay.app.inject({ method: 'POST', url: '/sandbox/refund-end', payload: { refundNo, end } })
  expect(response.statusCode).toBe(204)
}
const news = async () => expect((await t.pay.outbox.flush()).filter((status) => status !== 204)).toEqual([])
/** Paid, wanted back, agreed to, and carried out as WeChat will have it. */
const refunded = async (what: Fate) => {
  const goods = await t.goods()
  const order: Order = await t.paid(buyer, (await t.ordered(buyer, [goods])).number)
  await t.call('POST', `/v1/orders/${order.number}/refund`, { token: buyer.token, body: { reason: 'other' } })
  await service.post(at(order.number, 'refund/approve'), { refundId: (await refundOf(order.number)).id })
  await fate(`${order.number}-1`, what)
  await sweepOrders(t.deps)
  await news()
  return { goods, number: order.number }
}
const retry = async (number: string, fields: Record<string, string> = {}) => service.post(at(number, 'refund/retry'), { refundId: (await refundOf(number)).id, ...fields })
const giveBack = async (number: string, fields: Record<string, string> = {}) => service.post(at(number, 'refund/return'), { refundId: (await refundOf(number)).id, answer: '已转账到您的银行卡', ...fields })

describe('closed by WeChat', () => {
  test('is tried again under another number, and ends well', async () => {
    const { goods, number } = await refunded('CLOSED')
    const { refund_no: closed, status } = await refundOf(number)
    expect(status).toBe('failed')
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunding', refund: { status: 'failed' } })
    expect(wordsOf(await service.get(at(number)))).toMatch(/微信关闭了这笔退款.*再退一次/)
    await fate(`${number}-1`, 'SUCCESS')
    const response = await retry(number)
    expect([response.statusCode, response.headers.location]).toEqual([303, `${at(number)}?done=retryRefund`])
    await sweepOrders(t.deps)
    await news()
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { status: 'succeeded' } })
    expect((await refundOf(number)).refund_no).not.toBe(closed)
    expect(await t.batch(goods.batchId)).toEqual({ stock: 10, reserved: 0 })
    expect((await eventsOf(number)).at(-1)).toEqual({ operator: service.name, action: 'retryRefund', detail: { from: 'refunding', refundNo: closed } })
  })

  test('by the command line as well; late news of the old number changes nothing', async () => {
    const { number } = await refunded('CLOSED')
    const { refund_no: closed } = await refundOf(number)
    expect((await run('stuck')).join('\n')).toContain(number)
    expect(await show(number)).toMatch(/failed closed/)
    await run('retry', number)
    await endsAs(closed, 'CLOSED')
    await news()
    expect(await refundOf(number)).toMatchObject({ status: 'approved', failure: null })
  })
})

describe('abnormal at WeChat', () => {
  test('another number would be refused there: it is given back otherwise, in words that the shopper reads', async () => {
    const { goods, number } = await refunded('ABNORMAL')
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunding', refund: { status: 'failed' } })
    const page = await service.get(at(number))
    expect(wordsOf(page)).toMatch(/钱没有退进买家的账户.*商户平台.*已用其他方式退回/)
    expect(page.body).not.toContain('再退一次')
    expect((await retry(number)).statusCode).toBe(409)
    expect((await giveBack(number)).headers.location).toBe(`${at(number)}?done=returnRefund`)
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { status: 'returned', answer: '已转账到您的银行卡' }, refundedAt: new Date(t.clock.now()).toISOString() })
    expect(await t.batch(goods.batchId)).toEqual({ stock: 10, reserved: 0 })
    const events = await eventsOf(number)
    expect(events.at(-1)).toMatchObject({ operator: service.name, action: 'returnRefund' })
    expect(JSON.stringify(events)).not.toContain('银行卡')
    expect((await giveBack(number)).statusCode).toBe(409)
  })

  test('by the command line as well', async () => {
    const { number } = await refunded('ABNORMAL')
    await expect(run('retry', number)).rejects.toMatchObject({ code: 'order_state_conflict' })
    await run('returned', number, '已转账', '到银行卡')
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { status: 'returned', answer: '已转账 到银行卡' } })
  })

  test.each<[string, () => Promise<unknown>]>([
    ['the news', () => news()],
    ['the sweep, where the news got lost', async () => {
      t.pay.outbox.drop()
      t.clock.advance(HOUR_MS)
      await sweepOrders(t.deps)
    }],
    ['reconcile', async () => {
      t.pay.outbox.drop()
      expect((await reconcile(t.deps)).refunds).toBeGreaterThan(0)
    }],
  ])('put right in WeChat’s console: %s says so', async (_how, hear) => {
    const { number } = await refunded('ABNORMAL')
    await endsAs((await refundOf(number)).refund_no, 'SUCCESS')
    await hear()
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { status: 'succeeded' } })
  })

  test('asking again, hour by hour, sends nothing and keeps when it ended', async () => {
    const { number } = await refunded('ABNORMAL')
    const before = await refundOf(number)
    const sent = (await t.payCalls())['/v3/refund/domestic/refunds']
    t.clock.advance(HOUR_MS)
    await sweepOrders(t.deps)
    expect(await refundOf(number)).toMatchObject({ status: 'failed', failure: 'abnormal', finished_at: before.finished_at })
    expect((await t.payCalls())['/v3/refund/domestic/refunds']).toBe(sent)
  })
})

describe('refused by WeChat', () => {
  test('the page says why and since when; with money in the account it goes on, under its number', async () => {
    const { number } = await refunded('NOT_ENOUGH')
    const { refund_no: given } = await refundOf(number)
    expect(wordsOf(await service.get(at(number)))).toMatch(/微信没有受理.*余额不足.*2026-05-20 10:00.*再退一次/)
    expect(wordsOf(await service.get('/merchant/orders'))).toMatch(new RegExp(`退款卡住了.*${number}`))
    expect(await show(number)).toMatch(/NOT_ENOUGH/)
    await fate(`${number}-1`, 'SUCCESS')
    expect((await retry(number)).statusCode).toBe(303)
    await sweepOrders(t.deps)
    await news()
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { status: 'succeeded' } })
    expect(await refundOf(number)).toMatchObject({ refund_no: given, refusal: null, refused_at: null })
    expect(wordsOf(await service.get('/merchant/orders'))).not.toContain(number)
  })

  test('it goes on by itself too', async () => {
    const { number } = await refunded('NOT_ENOUGH')
    await fate(`${number}-1`, 'SUCCESS')
    t.clock.advance(HOUR_MS)
    await sweepOrders(t.deps)
    await news()
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded' })
  })

  test('given back otherwise, WeChat is not asked any more', async () => {
    const { number } = await refunded('NOT_ENOUGH')
    await giveBack(number)
    await fate(`${number}-1`, 'SUCCESS')
    t.clock.advance(HOUR_MS)
    await sweepOrders(t.deps)
    await reconcile(t.deps)
    expect((await t.refunds()).filter(({ tradeNo }) => tradeNo.startsWith(number))).toEqual([])
  })

  test('silence is no refusal', async () => {
    await t.payFault({ path: '/v3/refund/domestic/refunds', drop: true })
    const { number } = await refunded('SUCCESS')
    expect(await refundOf(number)).toMatchObject({ status: 'approved', refusal: null })
    expect((await retry(number)).statusCode).toBe(409)
    expect((await giveBack(number)).statusCode).toBe(409)
  })
})

test('a payment that came twice and cannot go back has its own card and steps; the order stays where it is', async () => {
  const order = await t.ordered(buyer, [await t.goods()])
  await t.startPay(buyer, order.number)
  // An attempt that we take for closed, and WeChat does not.
  await t.database.db.updateTable('payment').set({ status: 'closed' }).where('trade_no', '=', `${order.number}-1`).execute()
  await t.startPay(buyer, order.number, { channel: 'h5' })
  await t.payAt(`${order.number}-1`)
  await t.payAt(`${order.number}-2`)
  await fate(`${order.number}-2`, 'ABNORMAL')
  await news()
  await news()
  expect(await refundOf(order.number)).toMatchObject({ kind: 'doublePayment', status: 'failed' })
  expect((await run('stuck')).join('\n')).toContain(order.number)
  await giveBack(order.number)
  expect(await t.view(buyer, order.number)).toMatchObject({ status: 'paid', refund: { kind: 'doublePayment', status: 'returned' } })
})

describe('refused to the wrong hands', () => {
  test.each(['refund/retry', 'refund/return'])('%s by a packer', async (path) => {
    const { number } = await refunded('CLOSED')
    const packer = await signInAs(t, 'packer')
    const response = await packer.post(at(number, path), { refundId: (await refundOf(number)).id, ...(path.endsWith('return') ? { answer: '是' } : {}) })
    expect([response.statusCode, alertOf(response)]).toEqual([403, '您的角色不能做这件事。'])
    expect(wordsOf(await packer.get(at(number)))).not.toMatch(/再退一次|其他方式/)
    expect(wordsOf(await packer.get('/merchant/orders'))).not.toContain('退款卡住了')
    expect(await refundOf(number)).toMatchObject({ status: 'failed' })
  })

  test.each<[string, Record<string, string>, string]>([
    ['refund/retry', {}, '没有改动'],
    ['refund/retry', { refundId: 'x' }, '没有改动'],
    ['refund/return', { refundId: '01890000-0000-7000-8000-000000000000', answer: ' ' }, '没有记下'],
  ])('%s with %j: the page says what is wrong', async (path, fields, words) => {
    const { number } = await refunded('CLOSED')
    const response = await service.post(at(number, path), fields)
    expect([response.statusCode, alertOf(response)]).toEqual([400, expect.stringContaining(words)])
  })

  test('another order’s refund', async () => {
    const [a, b] = [await refunded('CLOSED'), await refunded('CLOSED')]
    expect((await retry(a.number, { refundId: (await refundOf(b.number)).id })).statusCode).toBe(409)
  })
})
