import type { Order } from '../../../../contract/orders'
import type { RefundPhoto } from '../../../../contract/refunds'
import { PersonalData, type PersonalData as Data } from '../../../../contract/privacy'
import { COOL_OFF_MS } from '../../../../server/modules/identity/deletions'
import { deliverOrder, packOrder, shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { approveRefund } from '../../../../server/modules/orders/merchant/refunds'
import { showForMerchant } from '../../../../server/modules/orders/merchant/view'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { eraseDue } from '../../../../server/modules/privacy/eraseDue'
import { expectContract } from '../../../support/contract'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'
import { findTraces } from '../../../support/traces'
import { blackPng, multipart } from '../../../support/uploads'

let t: OrderApp
jest.setTimeout(180_000)
beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(() => t.close())
afterEach(() => t.pay.app.inject({ method: 'DELETE', url: '/sandbox/faults' }))

const erase = () => eraseDue({ db: t.database.db, clock: t.clock, vault: t.app.vault, dataDir: t.app.config.dataDir, log: t.app.log })
const askDeletion = (buyer: Buyer) => t.call('POST', '/v1/me/deletion', { token: buyer.token })
const by = (number: string) => ({ operator: MANAGER, number })
const post = (buyer: Buyer, number: string, path: string, body?: object) => t.call('POST', `/v1/orders/${number}/${path}`, { token: buyer.token, ...(body ? { body } : {}) })
const orderOf = (number: string) => t.database.db.selectFrom('shop_order').selectAll().where('number', '=', number).executeTakeFirstOrThrow()

async function refunded(buyer: Buyer, number: string): Promise<Order> {
  await approveRefund(t.deps, by(number))
  await sweepOrders(t.deps)
  await t.pay.outbox.flush()
  return t.view(buyer, number)
}

let times = 0
/** One order that went well, with a remark and a way, and one that went back, with words and a photo; answers how he could be found by them. */
async function boughtTwice(buyer: Buyer) {
  times += 1
  const trackingNumber = `SF765432${times}`
  const good = (await t.order(buyer, [await t.goods()], { key: `key-of-${buyer.name}`, body: { remark: '放在门卫处' } })).json<Order>().number
  await t.paid(buyer, good)
  await packOrder(t.deps, by(good))
  await shipOrder(t.deps, by(good), { carrier: 'SF', trackingNumber })
  await deliverOrder(t.deps, by(good))
  await post(buyer, good, 'receipt')
  const back = (await t.ordered(buyer, [await t.goods()])).number
  await t.paid(buyer, back)
  const { payload, headers } = multipart(blackPng(33, 20 + times))
  const photo = await t.app.inject({ method: 'POST', url: `/v1/orders/${back}/refund-photos`, payload, headers: { ...headers, authorization: `Bearer ${buyer.token}` } })
  await post(buyer, back, 'refund', { reason: 'pastDate', note: '是我妈妈收的', photoIds: [photo.json<RefundPhoto>().id] })
  await refunded(buyer, back)
  await t.call('PUT', `/v1/cart/lines/${(await t.goods()).batchId}`, { token: buyer.token, body: { quantity: 2 } })
  const { content } = await t.database.db.selectFrom('refund_photo').select('content').where('id', '=', photo.json<RefundPhoto>().id).executeTakeFirstOrThrow()
  return {
    good,
    back,
    needles: {
      'user id': buyer.userId,
      openid: (await t.script(buyer.name, {})).openid,
      'idempotency key': `key-of-${buyer.name}`,
      'tracking number': trackingNumber,
      'photo id': photo.json<RefundPhoto>().id,
      photo: content.toString('hex'),
    },
  }
}

describe('security 25: the export', () => {
  test('holds orders with their payments, refunds and ways, and the cart', async () => {
    const buyer = await t.buyer('exporter')
    const { good, back, needles } = await boughtTwice(buyer)
    await t.ordered(await t.buyer('stranger'), [await t.goods()])
    const response = await t.call('GET', '/v1/me/export', { token: buyer.token })
    const data = response.json<Data>()
    expectContract(PersonalData, data)
    expect(data.orders).toMatchObject([
      { number: back, status: 'refunded', payments: [{ openid: needles.openid, status: 'paid', amountCents: 700 }], refunds: [{ status: 'succeeded', note: '是我妈妈收的', photos: [{ id: needles['photo id'] }] }] },
      { number: good, status: 'done', remark: '放在门卫处', address: { recipient: '王小满', phone: '13800138000' }, shipping: { trackingNumber: needles['tracking number'] }, refunds: [] },
    ])
    expect(data.orders[1]?.trace.length).toBeGreaterThan(0)
    expect(data.cart).toMatchObject([{ quantity: 2, name: expect.any(String) as string }])
  })
})

describe('security 25: the erasure', () => {
  test('leaves what was sold and paid for, and nothing that says by whom', async () => {
    const buyer = await t.buyer('leaver')
    const { good, back, needles } = await boughtTwice(buyer)
    expect(await findTraces(t.database.db, t.app.config.dataDir, needles)).toEqual(
      expect.arrayContaining(['idempotency key in table shop_order', 'openid in table payment', 'photo in table refund_photo', 'tracking number in table order_trace', 'tracking number in table shop_order', 'user id in table cart_line', 'user id in table shop_order']),
    )
    expect((await askDeletion(buyer)).statusCode).toBe(200)
    t.clock.advance(COOL_OFF_MS)
    expect(await erase()).toBe(1)
    expect(await findTraces(t.database.db, t.app.config.dataDir, needles)).toEqual([])

    const order = await orderOf(good)
    expect(order).toMatchObject({ user_id: null, contact: null, region_code: '310000', status: 'done', total_cents: 700, request_hash: '' })
    expect(await t.database.db.selectFrom('payment').select(['amount_cents', 'status', 'openid', 'prepay']).where('order_id', '=', order.id).execute()).toEqual([{ amount_cents: 700, status: 'paid', openid: null, prepay: null }])
    expect(await t.database.db.selectFrom('order_line').select('quantity').where('order_id', '=', order.id).execute()).toHaveLength(1)
    const refund = await t.database.db.selectFrom('refund').selectAll().where('order_id', '=', (await orderOf(back)).id).executeTakeFirstOrThrow()
    expect(refund).toMatchObject({ status: 'succeeded', amount_cents: 700, reason: 'pastDate', note: null, answer: null })
    expect(await showForMerchant(t.deps, MANAGER, good)).toMatchObject({ status: 'done', district: '', phone: null, remark: null, trackingNumber: null })
  })

  test('of one shopper touches no other’s', async () => {
    const [leaver, stayer] = [await t.buyer(), await t.buyer('stayer')]
    const { needles, good } = await boughtTwice(stayer)
    const before = await orderOf(good)
    await askDeletion(leaver)
    t.clock.advance(COOL_OFF_MS)
    await erase()
    expect(await orderOf(good)).toEqual(before)
    expect(await findTraces(t.database.db, t.app.config.dataDir, needles)).toEqual(expect.arrayContaining(['openid in table payment', 'photo in table refund_photo', 'user id in table cart_line']))
  })
})

describe('an account with orders under way', () => {
  const unfinished = { status: 409, code: 'orders_unfinished' }

  test('cannot be deleted in any state between order and end; nothing is closed', async () => {
    const buyer = await t.buyer()
    const { number } = await t.ordered(buyer, [await t.goods()])
    const steps: [string, () => Promise<unknown>][] = [
      ['unpaid', async () => undefined],
      ['paid', () => t.paid(buyer, number)],
      ['packed', () => packOrder(t.deps, by(number))],
      ['shipped', () => shipOrder(t.deps, by(number), { carrier: 'SF', trackingNumber: 'SF1234567' })],
      ['delivered', () => deliverOrder(t.deps, by(number))],
      ['refunding', () => post(buyer, number, 'refund', { reason: 'damaged' })],
    ]
    for (const [status, step] of steps) {
      await step()
      expect(await t.view(buyer, number)).toMatchObject({ status })
      expect([status, (await askDeletion(buyer)).json<object>()]).toEqual([status, expect.objectContaining(unfinished)])
    }
    expect((await t.call('GET', '/v1/me', { token: buyer.token })).statusCode).toBe(200)
    await refunded(buyer, number)
    expect((await askDeletion(buyer)).statusCode).toBe(200)
  })

  test('can be once they are received or cancelled', async () => {
    const buyer = await t.buyer()
    const cancelled = (await t.ordered(buyer, [await t.goods()])).number
    await post(buyer, cancelled, 'cancel')
    const received = (await t.paid(buyer, (await t.ordered(buyer, [await t.goods()])).number)).number
    await shipOrder(t.deps, by(received), { carrier: 'SF', trackingNumber: 'SF1234567' })
    expect((await askDeletion(buyer)).json()).toMatchObject(unfinished)
    await post(buyer, received, 'receipt')
    expect((await askDeletion(buyer)).statusCode).toBe(200)
  })

  test('waits beyond its cool-off for late money to go back', async () => {
    const buyer = await t.buyer()
    const { number } = await t.ordered(buyer, [await t.goods()])
    await t.startPay(buyer, number)
    await t.payFault({ path: '/v3/pay/transactions/out-trade-no/:no/close', drop: true, times: 2 })
    await post(buyer, number, 'cancel')
    expect((await askDeletion(buyer)).statusCode).toBe(200)
    // Paid after all, and WeChat takes its time to return it.
    await t.payFault({ path: '/v3/refund/domestic/refunds', drop: true, times: 1 })
    await t.payAt(`${number}-1`)
    await t.pay.outbox.flush()
    expect(await orderOf(number)).toMatchObject({ status: 'refunding' })
    t.clock.advance(COOL_OFF_MS)
    await erase()
    expect((await orderOf(number)).user_id).toBe(buyer.userId)
    await sweepOrders(t.deps)
    await t.pay.outbox.flush()
    expect(await orderOf(number)).toMatchObject({ status: 'refunded' })
    await erase()
    expect((await orderOf(number)).user_id).toBeNull()
  })

  test('asked for while an order is being made, ten times: one of them is refused', async () => {
    for (let round = 0; round < 10; round += 1) {
      const buyer = await t.buyer()
      const goods = await t.goods()
      const [deletion, order] = await Promise.all([askDeletion(buyer), t.order(buyer, [goods])])
      if (deletion.statusCode === 200) expect([401, 403]).toContain(order.statusCode)
      else expect([deletion.json<{ code: string }>().code, order.statusCode]).toEqual(['orders_unfinished', 201])
    }
  })
})
