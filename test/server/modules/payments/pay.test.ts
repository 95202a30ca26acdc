import { createVerify } from 'node:crypto'
import type { Order } from '../../../../contract/orders'
import { PaymentStarted, type JsapiParams } from '../../../../contract/payments'
import { paymentNotice } from '../../../../server/sandbox/wechatPay/notices'
import type { StandInTrade } from '../../../../server/sandbox/wechatPay/state'
import { reconcile } from '../../../../server/modules/payments/reconcile'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { testClock } from '../../../support/clock'
import { expectContract } from '../../../support/contract'
import { buildOrderApp, type Buyer, type OrderApp } from '../../../support/orders'

let t: OrderApp
let buyer: Buyer
let order: Order

const JSAPI = '/v3/pay/transactions/jsapi'
const NOTIFY = '/v1/payments/wechat/notify'

beforeAll(async () => {
  t = await buildOrderApp({ env: { WECHAT_H5_APPID: 'wx00000000browser', WECHAT_H5_SECRET: 'a-secret-of-the-official-account-01' } })
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.set('2026-05-20T10:00:00+08:00')
  t.pay.outbox.drop()
  buyer = await t.buyer()
  order = await t.ordered(buyer, [await t.goods()])
})
afterEach(() => t.expectSoundStock())

const trades = async () => (await t.pay.app.inject('/sandbox/trades')).json<StandInTrade[]>()
const trade = async (no: string) => (await trades()).find((item) => item.tradeNo === no)
const check = (as = buyer) => t.call('POST', `/v1/orders/${order.number}/payments/check`, { token: as.token })
const status = async () => (await t.view(buyer, order.number)).status
const deliver = ({ headers, body }: { headers: Record<string, string>; body: string }) => t.app.inject({ method: 'POST', url: NOTIFY, headers, payload: body })

describe('POST /v1/orders/{number}/payments', () => {
  test('in the mini-program: what wx.requestPayment takes, signed with the merchant key', async () => {
    const response = await t.startPay(buyer, order.number)
    expect(response.statusCode).toBe(200)
    const body = response.json<PaymentStarted & { jsapi: JsapiParams }>()
    expectContract(PaymentStarted, body)
    expect(body).toMatchObject({ channel: 'weapp', amountCents: 700, payBy: order.payBy, standInUrl: expect.stringContaining('/pay/wx') as string })
    const { appId, timeStamp, nonceStr, package: wrapped, paySign } = body.jsapi
    const verifier = createVerify('RSA-SHA256').update(`${appId}\n${timeStamp}\n${nonceStr}\n${wrapped}\n`)
    expect(verifier.verify(t.pay.keys.merchant.publicKey, paySign, 'base64')).toBe(true)
    const { openid } = await t.script(buyer.name, {})
    expect(await trade(`${order.number}-1`)).toMatchObject({ appId, openid, totalCents: 700, type: 'JSAPI', payBy: Date.parse(order.payBy), notifyUrl: 'http://localhost:3000/v1/payments/wechat/notify' })
  })

  test('again goes on with the same attempt, and asks WeChat once', async () => {
    const calls = (await t.payCalls())[JSAPI] ?? 0
    const packages = [await t.startPay(buyer, order.number), await t.startPay(buyer, order.number)].map((response) => response.json<{ jsapi: JsapiParams }>().jsapi.package)
    expect(packages[0]).toBe(packages[1])
    expect((await t.payCalls())[JSAPI]).toBe(calls + 1)
  })

  test('in another browser: an address to open, new when the old has worn out', async () => {
    const first = (await t.startPay(buyer, order.number, { channel: 'h5' })).json<{ h5Url: string }>()
    expectContract(PaymentStarted, first)
    expect((await t.pay.app.inject(new URL(first.h5Url).pathname)).body).toContain('¥7.00')
    t.clock.advance(5 * 60_000)
    expect((await t.startPay(buyer, order.number, { channel: 'h5' })).statusCode).toBe(200)
    expect((await t.payCalls())['/v3/pay/transactions/h5']).toBe(2)
  })

  test('another way to pay closes the first, so that nobody pays twice', async () => {
    await t.startPay(buyer, order.number)
    await t.startPay(buyer, order.number, { channel: 'h5' })
    expect(await trade(`${order.number}-1`)).toMatchObject({ status: 'CLOSED' })
    expect(await t.payAt(`${order.number}-1`)).toBe(false)
    expect(await t.payAt(`${order.number}-2`)).toBe(true)
    await t.pay.outbox.flush()
    expect(await status()).toBe('paid')
  })

  test('another way to pay, when the first was paid a moment ago: the order is paid', async () => {
    await t.startPay(buyer, order.number)
    await t.payAt(`${order.number}-1`)
    expect((await t.startPay(buyer, order.number, { channel: 'h5' })).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
    expect(await status()).toBe('paid')
  })

  test('two taps at once begin one attempt', async () => {
    const responses = await Promise.all(Array.from({ length: 6 }, () => t.startPay(buyer, order.number)))
    expect(responses.map((response) => response.statusCode)).toEqual(Array(6).fill(200))
    expect((await trades()).filter((item) => item.tradeNo.startsWith(order.number))).toHaveLength(1)
  })

  test('who signed in by SMS sends a login code along, and becomes nobody else by it', async () => {
    const phone = '13712345678'
    const { code } = await t.smsCode(phone)
    const { token, user } = (await t.call('POST', '/v1/auth/sms', { body: { phone, code, consent: { version: '2026-11-01' } } })).json<{ token: string; user: { id: string } }>()
    const address = await t.call('POST', '/v1/me/addresses', { token, body: { recipient: '王', phone, regionCode: '310101', detail: '1 号' } })
    const sms = { name: 'sms', token, userId: user.id, addressId: address.json<{ id: string }>().id }
    const own = await t.ordered(sms, [await t.goods()])
    expect((await t.startPay(sms, own.number)).json()).toMatchObject({ status: 409, code: 'payer_unknown' })
    expect((await t.startPay(sms, own.number, { channel: 'weapp', code: await t.wxLogin('payer') })).statusCode).toBe(200)
    expect(await trade(`${own.number}-1`)).toMatchObject({ openid: (await t.script('payer', {})).openid })
    expect(await t.database.db.selectFrom('identity').select('id').where('user_id', '=', user.id).execute()).toEqual([])
  })

  test("in WeChat's browser the official account's identity pays; without one it says so", async () => {
    expect((await t.startPay(buyer, order.number, { channel: 'wechatBrowser' })).json()).toMatchObject({ code: 'payer_unknown' })
    const own = await t.database.db.selectFrom('identity').selectAll().where('user_id', '=', buyer.userId).executeTakeFirstOrThrow()
    await t.database.db.insertInto('identity').values({ ...own, id: order.lines[0]?.batchId ?? '', app_id: 'wx00000000browser', openid: `browser-${buyer.userId}` }).execute()
    const body = (await t.startPay(buyer, order.number, { channel: 'wechatBrowser' })).json()
    expect(body).toMatchObject({ channel: 'wechatBrowser', jsapi: { appId: 'wx00000000browser' } })
  })

  test.each([[{}], [{ channel: 'alipay' }], [{ channel: 'weapp', amountCents: 1 }], [{ channel: 'weapp', code: '' }]])('%j is 400', async (body) => {
    expect((await t.startPay(buyer, order.number, body)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('after the time is over it is 409, and the goods are free again', async () => {
    t.clock.advance(15 * 60_000)
    expect((await t.startPay(buyer, order.number)).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
    expect(await t.batch(order.lines[0]?.batchId ?? '')).toMatchObject({ reserved: 0 })
  })

  test.each<[string, object]>([
    ['silent', { drop: true }],
    ['failing', { status: 500 }],
    ['not itself', { forged: true }],
    ['refusing', { status: 400, code: 'PARAM_ERROR' }],
  ])('WeChat %s is 503, and the next try goes on', async (_name, fault) => {
    await t.payFault({ path: JSAPI, ...fault })
    expect((await t.startPay(buyer, order.number)).json()).toMatchObject({ status: 503, code: 'payment_unavailable', retryAfterSeconds: 5 })
    expect((await t.startPay(buyer, order.number)).statusCode).toBe(200)
    expect(await status()).toBe('unpaid')
  })
})

describe('POST /v1/orders/{number}/payments/check', () => {
  test('finds a payment whose notice got lost', async () => {
    await t.startPay(buyer, order.number)
    expect((await check()).json()).toMatchObject({ status: 'unpaid' })
    await t.payAt(`${order.number}-1`, { notices: 0 })
    expect((await check()).json()).toMatchObject({ status: 'paid', paidAt: new Date(t.clock.now()).toISOString() })
  })

  test('of what was never begun answers the order as it is; while nobody knows, 503', async () => {
    expect((await check()).json()).toMatchObject({ status: 'unpaid' })
    await t.startPay(buyer, order.number)
    await t.payFault({ path: '/v3/pay/transactions/out-trade-no/:no', drop: true })
    expect((await check()).json()).toMatchObject({ status: 503, code: 'payment_unavailable' })
  })

  test('a payment that failed leaves the order to be paid', async () => {
    await t.startPay(buyer, order.number)
    await t.payAt(`${order.number}-1`, { outcome: 'fail' })
    expect((await check()).json()).toMatchObject({ status: 'unpaid', actions: ['pay', 'cancel'] })
    expect((await t.paid(buyer, order.number)).status).toBe('paid')
  })
})

describe("WeChat's notice", () => {
  const notice = async (clock = t.clock) => {
    const paid = await trade(`${order.number}-1`)
    if (!paid) throw new Error('no trade')
    return paymentNotice(t.pay.keys, clock, '1900000001', paid)
  }
  beforeEach(async () => {
    await t.startPay(buyer, order.number)
    await t.payAt(`${order.number}-1`, { notices: 0 })
  })

  test('makes the order paid, once, however often it comes and however many at once', async () => {
    const news = await notice()
    const answers = await Promise.all(Array.from({ length: 8 }, () => deliver(news)))
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(8).fill(204))
    expect((await deliver(await notice())).statusCode).toBe(204)
    expect(await status()).toBe('paid')
    expect(await t.batch(order.lines[0]?.batchId ?? '')).toEqual({ stock: 9, reserved: 0 })
    expect(await t.refunds()).not.toContainEqual(expect.objectContaining({ tradeNo: `${order.number}-1` }))
  })

  test.each<[string, (news: { headers: Record<string, string>; body: string }) => void]>([
    ['without a signature', (news) => delete news.headers['wechatpay-signature']],
    ['with an unknown key', (news) => (news.headers['wechatpay-serial'] = 'PUB_KEY_ID_9')],
    ['with another nonce', (news) => (news.headers['wechatpay-nonce'] = 'x')],
    ['with a changed body', (news) => (news.body = news.body.replace('TRANSACTION.SUCCESS', 'TRANSACTION.SUCCESS '))],
    ['that is no JSON', (news) => (news.body = 'x')],
    ['that probes with a test signature', (news) => (news.headers['wechatpay-signature'] = 'WECHATPAY/SIGNTEST/abc')],
  ])('%s is 401 and changes nothing', async (_name, spoil) => {
    const news = await notice()
    spoil(news)
    expect((await deliver(news)).json()).toMatchObject({ status: 401, code: 'payment_notice_refused' })
    expect(await status()).toBe('unpaid')
  })

  test.each([-301_000, 301_000])('signed %d ms from now is 401: recorded ones cannot be played again', async (offset) => {
    const elsewhere = testClock()
    elsewhere.set(new Date(t.clock.now() + offset).toISOString())
    expect((await deliver(await notice(elsewhere))).json()).toMatchObject({ code: 'payment_notice_refused' })
    expect(await status()).toBe('unpaid')
  })

  test("about another merchant's money is 401", async () => {
    const paid = await trade(`${order.number}-1`)
    expect((await deliver(paymentNotice(t.pay.keys, t.clock, '1900000002', paid as StandInTrade))).json()).toMatchObject({ code: 'payment_notice_refused' })
    expect(await status()).toBe('unpaid')
  })

  test('of another amount is not believed: a person has to look', async () => {
    const paid = await trade(`${order.number}-1`)
    expect((await deliver(paymentNotice(t.pay.keys, t.clock, '1900000001', { ...(paid as StandInTrade), totalCents: 1 }))).statusCode).toBe(500)
    expect(await status()).toBe('unpaid')
  })

  test('of a trade that is not ours is taken and changes nothing', async () => {
    const paid = await trade(`${order.number}-1`)
    expect((await deliver(paymentNotice(t.pay.keys, t.clock, '1900000001', { ...(paid as StandInTrade), tradeNo: 'elsewhere' }))).statusCode).toBe(204)
  })
})

describe('reconcile', () => {
  /** What the tests before left open. */
  beforeEach(async () => {
    t.clock.advance(61_000)
    await reconcile(t.deps)
  })

  test('settles what was paid, closes what is over, and asks about refunds', async () => {
    await t.startPay(buyer, order.number)
    await t.payAt(`${order.number}-1`, { notices: 0 })
    const second = await t.ordered(buyer, [await t.goods()])
    await t.startPay(buyer, second.number)
    await t.payFault({ path: '/v3/pay/transactions/out-trade-no/:no/close', drop: true, times: 2 })
    await t.call('POST', `/v1/orders/${second.number}/cancel`, { token: buyer.token })
    expect(await trade(`${second.number}-1`)).toMatchObject({ status: 'NOTPAY' })
    t.clock.advance(61_000)
    expect(await reconcile(t.deps)).toMatchObject({ paid: 1, closed: 1, unknown: 0 })
    expect(await status()).toBe('paid')
    expect(await trade(`${second.number}-1`)).toMatchObject({ status: 'CLOSED' })
  })

  test('says what nobody knows yet', async () => {
    await t.startPay(buyer, order.number)
    t.clock.advance(61_000)
    await t.payFault({ path: '/v3/pay/transactions/out-trade-no/:no', status: 500 })
    expect(await reconcile(t.deps)).toMatchObject({ paid: 0, unknown: 1 })
  })
})

describe('without a payment service', () => {
  test('beginning to pay is 503, a notice too, and orders still run out', async () => {
    const shop = await t.instance({ pay: { mode: 'off', wechat: null } })
    const ask = (url: string, payload?: object) => shop.inject({ method: 'POST', url, headers: { authorization: `Bearer ${buyer.token}` }, ...(payload ? { payload } : {}) })
    expect((await ask(`/v1/orders/${order.number}/payments`, { channel: 'weapp' })).json()).toMatchObject({ status: 503, code: 'payment_unavailable' })
    expect((await ask(NOTIFY, {})).json()).toMatchObject({ status: 503 })
    t.clock.advance(15 * 60_000)
    await sweepOrders({ ...t.deps, payments: null })
    await shop.close()
    expect(await status()).toBe('cancelled')
  })
})
