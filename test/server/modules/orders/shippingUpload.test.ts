import type { Order } from '../../../../contract/orders'
import { COMMANDS } from '../../../../server/commands/merchantCommands'
import { deliverOrder, shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { alertOf, signInAs, wordsOf } from '../../../support/merchantPage'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'

let t: OrderApp
let buyer: Buyer
let order: Order

const PATH = '/wxa/sec/order/upload_shipping_info'

beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.wechat.inject({ method: 'DELETE', url: '/sandbox/faults' })
  buyer = await t.buyer()
  order = await t.paid(buyer, (await t.ordered(buyer, [{ ...(await t.goods()), quantity: 2 }])).number)
})

const ship = () => shipOrder(t.deps, { operator: MANAGER, number: order.number }, { carrier: 'SF', trackingNumber: 'SF1234567890' })
const told = async () => {
  const { transaction_id: id } = await t.database.db.selectFrom('payment').select('transaction_id').where('trade_no', '=', `${order.number}-1`).executeTakeFirstOrThrow()
  return (await t.wechat.inject('/sandbox/shipments')).json<Record<string, unknown>>()[id ?? '']
}
const upload = () =>
  t.database.db.selectFrom('shipping_upload as u').innerJoin('shop_order as o', 'o.id', 'u.order_id').select(['u.status', 'u.attempts']).where('o.number', '=', order.number).executeTakeFirst()

test('WeChat is told what was shipped, with the number masked', async () => {
  await ship()
  expect(await told()).toBeUndefined()
  await sweepOrders(t.deps)
  const { openid } = await t.script(buyer.name, {})
  expect(await told()).toMatchObject({
    logistics_type: 1,
    delivery_mode: 1,
    shipping_list: [{ tracking_no: 'SF1234567890', express_company: 'SF', item_desc: expect.stringMatching(/×2$/) as string, contact: { receiver_contact: '138****8000' } }],
    upload_time: '2026-05-20T10:00:00+08:00',
    payer: { openid },
  })
  expect(await upload()).toMatchObject({ status: 'done', attempts: 1 })
})

test.each([[{ drop: true }], [{ errcode: -1, times: 2 }], [{ errcode: 10060001 }], [{ malformed: true }]])('%j: told again a minute later', async (fault) => {
  await ship()
  await t.fault({ path: PATH, ...fault })
  await sweepOrders(t.deps)
  await sweepOrders(t.deps)
  expect(await upload()).toMatchObject({ status: 'waiting', attempts: 1 })
  t.clock.advance(60_000)
  await sweepOrders(t.deps)
  expect(await told()).toBeDefined()
  expect(await upload()).toMatchObject({ status: 'done', attempts: 2 })
})

test('what WeChat knows already is done; what it does not take is left to a person', async () => {
  await ship()
  await t.fault({ path: PATH, errcode: 10060002 })
  await sweepOrders(t.deps)
  expect(await upload()).toMatchObject({ status: 'done' })
  await t.database.db.updateTable('shipping_upload').set({ status: 'waiting' }).execute()
  await t.fault({ path: PATH, errcode: 10060004, times: 50 })
  await sweepOrders(t.deps)
  expect(await upload()).toMatchObject({ status: 'refused' })
})

test('a payment in another browser has no payer there, and nothing is told', async () => {
  const other = await t.ordered(buyer, [await t.goods()])
  await t.startPay(buyer, other.number, { channel: 'h5' })
  await t.payAt(`${other.number}-1`)
  await t.pay.outbox.flush()
  order = await t.view(buyer, other.number)
  await ship()
  expect(await upload()).toBeUndefined()
})

test('a payment by the official account, in WeChat’s own browser, is none of the mini-program’s', async () => {
  // As `startPay` notes it for a shopper who signed in there.
  await t.database.db.updateTable('payment').set({ channel: 'wechatBrowser', app_id: t.deps.browserAppId ?? '' }).where('trade_no', '=', `${order.number}-1`).execute()
  await ship()
  expect(await upload()).toBeUndefined()
})

describe('a wrong tracking number is put right', () => {
  const at = (path = '') => `/merchant/orders/${order.number}${path && `/${path}`}`
  const right = { carrier: 'ZTO', trackingNumber: 'ZTO9876543210' }
  const correct = async (fields: Record<string, string> = right, role: 'packer' | 'service' = 'packer') => (await signInAs(t, role)).post(at('correct'), fields)
  const events = () => t.database.db.selectFrom('merchant_event').select(['action', 'detail']).where('order_number', '=', order.number).orderBy('id').execute()

  test('the shopper reads it, WeChat is told again, and the record says who without the number', async () => {
    await ship()
    await sweepOrders(t.deps)
    t.clock.advance(1_000)
    expect((await correct({ carrier: 'ZTO', trackingNumber: ' ZTO9876543210 ' })).headers.location).toBe(`${at()}?done=correctParcel`)
    expect(await t.view(buyer, order.number)).toMatchObject({ status: 'shipped', shipping: { carrier: '中通快递', trackingNumber: 'ZTO9876543210' } })
    const { items } = (await t.call('GET', `/v1/orders/${order.number}/trace`, { token: buyer.token })).json<{ items: { text: string }[] }>()
    expect(items[0]?.text).toMatch(/更正.*中通快递.*ZTO9876543210/)
    expect(await upload()).toMatchObject({ status: 'waiting', attempts: 0 })
    await sweepOrders(t.deps)
    expect(await told()).toMatchObject({ shipping_list: [{ tracking_no: 'ZTO9876543210', express_company: 'ZTO' }] })
    expect(await upload()).toMatchObject({ status: 'done' })
    expect((await events()).at(-1)).toEqual({ action: 'correctParcel', detail: { carrier: 'ZTO', from: 'shipped' } })
  })

  test('WeChat takes one correction: of the next the merchant reads that he has to look there', async () => {
    await ship()
    await sweepOrders(t.deps)
    await correct()
    await sweepOrders(t.deps)
    await COMMANDS['correct']?.(t.deps, MANAGER, [order.number, 'YTO', 'YT0000000001'])
    await sweepOrders(t.deps)
    expect(await told()).toMatchObject({ shipping_list: [{ tracking_no: 'ZTO9876543210' }] })
    expect(await upload()).toMatchObject({ status: 'refused' })
    expect(wordsOf(await (await signInAs(t, 'packer')).get(at()))).toMatch(/圆通.*YT0000000001.*微信没有收下/)
  })

  test('corrected before WeChat heard of it at all: it is told the right one, once', async () => {
    await ship()
    await correct()
    await sweepOrders(t.deps)
    expect(await told()).toMatchObject({ shipping_list: [{ tracking_no: 'ZTO9876543210' }] })
    expect(await upload()).toMatchObject({ status: 'done' })
  })

  test('the answer to the correction gets lost: told again, WeChat finds nothing new in it', async () => {
    await ship()
    await sweepOrders(t.deps)
    await correct()
    await t.fault({ path: PATH, errcode: -1, times: 2 })
    await sweepOrders(t.deps)
    await t.fault({ path: PATH, errcode: 10060023 })
    t.clock.advance(60_000)
    await sweepOrders(t.deps)
    expect(await upload()).toMatchObject({ status: 'done', attempts: 2 })
  })

  test('corrected while WeChat is being told: the correction is not taken for told', async () => {
    await ship()
    const { wechat } = t.deps
    await sweepOrders({ ...t.deps, wechat: { ...wechat, uploadShippingInfo: async (info) => {
      const answer = await wechat.uploadShippingInfo(info)
      await correct()
      return answer
    } } })
    expect(await upload()).toMatchObject({ status: 'waiting' })
    await sweepOrders(t.deps)
    expect(await told()).toMatchObject({ shipping_list: [{ tracking_no: 'ZTO9876543210' }] })
  })

  test('before it was shipped, once it has arrived, and with nothing new', async () => {
    expect((await correct()).statusCode).toBe(409)
    await ship()
    expect((await correct({ carrier: 'SF', trackingNumber: 'SF1234567890' })).statusCode).toBe(409)
    await deliverOrder(t.deps, { operator: MANAGER, number: order.number })
    expect((await correct()).statusCode).toBe(409)
    expect((await events()).map(({ action }) => action)).toEqual(['ship', 'deliver'])
  })

  test('by the wrong hands, and of a wrong shape', async () => {
    await ship()
    const refused = await correct(right, 'service')
    expect([refused.statusCode, alertOf(refused)]).toEqual([403, '您的角色不能做这件事。'])
    const wrong = await correct({ carrier: 'ZTO', trackingNumber: '1' })
    expect([wrong.statusCode, alertOf(wrong)]).toEqual([400, expect.stringContaining('没有更正')])
    expect(await t.view(buyer, order.number)).toMatchObject({ shipping: { trackingNumber: 'SF1234567890' } })
  })
})
