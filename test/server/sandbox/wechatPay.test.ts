import { newNonce, signLines } from '../../../server/wechatPay/signature'
import { PaymentFailure, type PaymentProvider, type PrepayRequest } from '../../../server/modules/payments/provider'
import { buildPaySandbox, type PaySandbox } from '../../../server/sandbox/wechatPay/app'
import type { StandInNotice } from '../../../server/sandbox/wechatPay/notices'
import { createWechatPay } from '../../../server/wechatPay/provider'
import type { WechatPaySettings } from '../../../server/wechatPay/settings'
import { testClock } from '../../support/clock'

const clock = testClock()
const news: StandInNotice[] = []
let sandbox: PaySandbox
let settings: WechatPaySettings
let pay: PaymentProvider
let trades = 0

beforeAll(async () => {
  sandbox = await buildPaySandbox({
    clock,
    holdNotices: true,
    deliver: async (notice) => {
      news.push(notice)
      return 204
    },
  })
  settings = sandbox.settings(await sandbox.app.listen({ host: '127.0.0.1', port: 0 }))
  pay = createWechatPay({ settings, clock, notifyUrl: 'https://shop.example.org/notify', standInPage: `${settings.apiBase}/pay` })
})
afterAll(() => sandbox.app.close())
beforeEach(() => {
  clock.set('2026-05-20T10:00:00+08:00')
  news.length = 0
  sandbox.outbox.drop()
})

const request = (values: Partial<PrepayRequest> = {}): PrepayRequest => ({
  channel: 'weapp',
  appId: 'wx1',
  openid: 'o1',
  tradeNo: `trade-${(trades += 1)}`,
  description: '惜食订单 <1>',
  amountCents: 700,
  payBy: clock.now() + 900_000,
  clientIp: '127.0.0.1',
  ...values,
})
const playing = (url: string, outcome: string) => sandbox.app.inject({ method: 'POST', url: new URL(url).pathname, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: `outcome=${outcome}` })

describe('the wire', () => {
  test('a request that the merchant did not sign is refused', async () => {
    const stranger = createWechatPay({ settings: { ...settings, privateKey: sandbox.keys.platform.privateKey }, clock, notifyUrl: '' })
    await expect(stranger.prepay(request())).rejects.toMatchObject({ code: 'SIGN_ERROR' })
    const [timestamp, nonce] = [String(Math.floor(clock.now() / 1000) - 301), newNonce()]
    const signature = signLines(settings.privateKey, ['GET', '/v3/refund/domestic/refunds/1', timestamp, nonce, ''])
    const authorization = `WECHATPAY2-SHA256-RSA2048 mchid="${settings.mchId}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${settings.serial}"`
    expect((await sandbox.app.inject({ url: '/v3/refund/domestic/refunds/1', headers: { authorization } })).statusCode).toBe(401)
  })

  test('an answer that WeChat did not sign is not believed, and tells nothing', async () => {
    const elsewhere = createWechatPay({ settings: { ...settings, platformKeys: new Map([['PUB_KEY_ID_0000000000000000000000000001', sandbox.keys.merchant.publicKey]]) }, clock, notifyUrl: 'https://a.b/c' })
    await expect(elsewhere.prepay(request())).rejects.toMatchObject({ code: null })
    const unknown = createWechatPay({ settings: { ...settings, platformKeys: new Map() }, clock, notifyUrl: 'https://a.b/c' })
    await expect(unknown.prepay(request())).rejects.toThrow(/unknown key/)
  })

  test('nobody there is a failure without a code', async () => {
    const nowhere = createWechatPay({ settings: { ...settings, apiBase: 'http://127.0.0.1:9' }, clock, notifyUrl: 'https://a.b/c' })
    await expect(nowhere.query('x')).rejects.toBeInstanceOf(PaymentFailure)
  })

  test('the same trade again is the same prepayment; with another amount it is refused', async () => {
    const wanted = request()
    expect(await pay.prepay(wanted)).toBe(await pay.prepay(wanted))
    await expect(pay.prepay({ ...wanted, amountCents: 1 })).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    await expect(pay.prepay(request({ amountCents: 0 }))).rejects.toMatchObject({ code: 'PARAM_ERROR' })
  })

  test('unknown, open, closed and paid trades', async () => {
    expect(await pay.query('never')).toMatchObject({ state: 'unknown' })
    expect(await pay.close('never')).toBe('closed')
    const [open, paid] = [request(), request()]
    await pay.prepay(open)
    expect(await pay.query(open.tradeNo)).toMatchObject({ state: 'open', amountCents: null })
    expect(await pay.close(open.tradeNo)).toBe('closed')
    expect(await pay.query(open.tradeNo)).toMatchObject({ state: 'closed' })
    await playing(pay.standInUrl(await pay.prepay(paid)) ?? '', 'success')
    expect(await pay.close(paid.tradeNo)).toBe('paid')
    expect(await pay.query(paid.tradeNo)).toMatchObject({ state: 'paid', amountCents: 700, paidAt: clock.now(), transactionId: expect.stringMatching(/^42000\d+$/) as string })
  })

  test('a refund is taken once, under its number', async () => {
    const wanted = request()
    await playing(pay.standInUrl(await pay.prepay(wanted)) ?? '', 'silent')
    const back = { refundNo: 'r1', tradeNo: wanted.tradeNo, amountCents: 700, totalCents: 700 }
    expect([await pay.queryRefund('r1'), await pay.refund(back), await pay.queryRefund('r1')]).toEqual(['unknown', 'processing', 'succeeded'])
    expect(await pay.refund(back)).toBe('succeeded')
    await expect(pay.refund({ ...back, refundNo: 'r2' })).rejects.toMatchObject({ code: 'RESOURCE_NOT_EXISTS' })
    await sandbox.outbox.flush()
    expect(news.map(({ headers, body }) => pay.readNotice(headers, body))).toEqual([{ kind: 'refund', refundNo: 'r1', state: 'succeeded' }])
  })
})

test.each([
  ['ABNORMAL', 'abnormal', 'RESOURCE_NOT_EXISTS'],
  ['CLOSED', 'closed', null],
])('a refund that ends %s, and another number after it', async (fate, state, again) => {
  const wanted = request()
  const url = pay.standInUrl(await pay.prepay(wanted)) ?? ''
  await playing(url, 'silent')
  const page = await sandbox.app.inject({ method: 'POST', url: `${new URL(url).pathname}/refund-fate`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: `fate=${fate}` })
  expect(page.body).toMatch(new RegExp(`value="${fate}" aria-pressed="true"`))
  const back = { refundNo: `${wanted.tradeNo}-r1`, tradeNo: wanted.tradeNo, amountCents: 700, totalCents: 700 }
  expect([await pay.refund(back), await pay.queryRefund(back.refundNo)]).toEqual(['processing', state])
  await sandbox.outbox.flush()
  expect(news.map(({ headers, body }) => pay.readNotice(headers, body))).toEqual([{ kind: 'refund', refundNo: back.refundNo, state }])
  const next = pay.refund({ ...back, refundNo: `${wanted.tradeNo}-r2` })
  await (again === null ? expect(next).resolves.toBe('processing') : expect(next).rejects.toMatchObject({ code: again }))
})

test('a refund that the account has no money for is refused, and taken once it has', async () => {
  const wanted = request()
  await playing(pay.standInUrl(await pay.prepay(wanted)) ?? '', 'silent')
  const decide = (fate: string) => sandbox.app.inject({ method: 'PUT', url: '/sandbox/refund-fate', payload: { tradeNo: wanted.tradeNo, fate } })
  const back = { refundNo: `${wanted.tradeNo}-r1`, tradeNo: wanted.tradeNo, amountCents: 700, totalCents: 700 }
  await decide('NOT_ENOUGH')
  await expect(pay.refund(back)).rejects.toMatchObject({ code: 'NOT_ENOUGH' })
  expect(await pay.queryRefund(back.refundNo)).toBe('unknown')
  await decide('SUCCESS')
  expect(await pay.refund(back)).toBe('processing')
  expect((await decide('LOST')).statusCode).toBe(400)
})

describe('the cashier page', () => {
  test('shows what is paid and to whom, and escapes it', async () => {
    const { body, statusCode } = await sandbox.app.inject(new URL(pay.standInUrl(await pay.prepay(request())) ?? '').pathname)
    expect(statusCode).toBe(200)
    expect(body).toContain('¥7.00')
    expect(body).toContain('&#60;1&#62;')
    expect(body).not.toContain('<script')
  })

  test.each([
    ['success', 'paid', 1],
    ['fail', 'closed', 0],
    ['silent', 'paid', 0],
    ['later', 'open', 0],
  ])('%s: %s, %d notices', async (outcome, state, notices) => {
    const wanted = request()
    expect((await playing(pay.standInUrl(await pay.prepay(wanted)) ?? '', outcome)).statusCode).toBe(200)
    expect(await pay.query(wanted.tradeNo)).toMatchObject({ state })
    await sandbox.outbox.flush()
    expect(news).toHaveLength(notices)
  })

  test('goes back to the shop, and nowhere that is no web address', async () => {
    const url = await pay.prepay(request({ channel: 'h5', openid: null }))
    const send = (target: string) => playing(url, 'success').then(() => sandbox.app.inject({ method: 'POST', url: `${new URL(url).pathname}?redirect_url=${encodeURIComponent(target)}`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'outcome=success' }))
    expect((await send('http://localhost:3000/orders')).headers.location).toBe('http://localhost:3000/orders')
    expect((await send('javascript:alert(1)')).headers.location).toBeUndefined()
  })

  test('says that it has forgotten a payment', async () => {
    const response = await sandbox.app.inject('/pay/never')
    expect([response.statusCode, response.body.includes('没有这笔支付')]).toEqual([404, true])
  })
})
