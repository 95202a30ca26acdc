import { NoticeList } from '../../../../contract/sessions'
import { shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { sendDueMessages } from '../../../../server/modules/notices/sendMessages'
import { expectContract } from '../../../support/contract'
import { merging } from '../../../support/merges'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'

let t: OrderApp
let buyer: Buyer
let number: string

beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(() => t.close())
beforeEach(async () => {
  buyer = await t.buyer()
  const order = await t.ordered(buyer, [{ ...(await t.goods()), quantity: 2 }, await t.goods()])
  number = (await t.paid(buyer, order.number)).number
  t.clock.set(`${new Date(t.clock.now()).toISOString().slice(0, 10)}T23:00:00+08:00`)
})

const allow = (token: string | undefined = buyer.token, of = number) => t.call('PUT', `/v1/orders/${of}/shipping-message`, token === undefined ? {} : { token })
const ship = () => shipOrder(t.deps, { operator: MANAGER, number }, { carrier: 'SF', trackingNumber: 'SF1234567890' })
const grant = () => t.wechat.inject({ method: 'POST', url: '/sandbox/subscriptions', payload: { shopper: buyer.name, templateIds: ['sandbox-shipping'] } })
const messages = async () => (await t.wechat.inject('/sandbox/messages')).json<{ shopper: string; page: string; data: object }[]>().filter(({ shopper }) => shopper === buyer.name)
const notices = async (token = buyer.token) => (await t.call('GET', '/v1/me/notices', { token })).json<NoticeList>()
/** The next morning: none of these is sent at night. */
const send = async () => {
  t.clock.advance(11 * 3_600_000)
  await sendDueMessages(t.deps)
}

test('what was allowed when it was paid goes out once, with the parcel', async () => {
  await grant()
  await grant()
  for (let times = 0; times < 3; times += 1) expect((await allow()).statusCode).toBe(204)
  await sendDueMessages(t.deps)
  expect(await messages()).toEqual([])
  await ship()
  await sendDueMessages(t.deps)
  expect(await messages()).toEqual([])
  await send()
  await send()
  expect(await messages()).toMatchObject([
    { templateId: 'sandbox-shipping', page: `packages/trade/order/index?number=${number}`, data: { character_string1: number, thing2: expect.stringMatching(/^低温鲜牛奶.*等 3 件$/), thing3: '顺丰速运配送，请留意收货' } },
  ])
})

test('the notice comes without it as well, and nothing is asked of WeChat', async () => {
  await ship()
  await send()
  const list = await notices()
  expectContract(NoticeList, list)
  expect(list.items).toMatchObject([{ kind: 'shipped', orderNumber: number, carrier: '顺丰速运', isRead: false }])
  expect(await messages()).toEqual([])
})

test('once it is shipped it is too late to allow one', async () => {
  await ship()
  await grant()
  expect((await allow()).statusCode).toBe(204)
  await send()
  expect(await messages()).toEqual([])
})

test("somebody else's order and none are 404, no session 401", async () => {
  const stranger = await t.buyer()
  expect((await allow(stranger.token)).json()).toMatchObject({ status: 404, code: 'not_found' })
  expect((await allow(buyer.token, '260520-22222-22222')).statusCode).toBe(404)
  expect((await t.call('PUT', `/v1/orders/${number}/shipping-message`, {})).statusCode).toBe(401)
  await grant()
  await ship()
  await send()
  expect(await messages()).toEqual([])
})

test('without a template the payment asks for nothing, and nothing counts as allowed', async () => {
  const { shipping } = t.app.config.wechat
  const goods = await t.goods()
  const unpaid = await t.ordered(buyer, [goods])
  expect((await t.startPay(buyer, unpaid.number)).json()).toMatchObject({ messageTemplateId: 'sandbox-shipping' })
  t.app.config.wechat.shipping = null
  try {
    expect((await t.startPay(buyer, unpaid.number)).json()).toMatchObject({ messageTemplateId: null })
    await allow()
  } finally {
    t.app.config.wechat.shipping = shipping
  }
  await ship()
  await send()
  expect(await messages()).toEqual([])
})

test('shipped while two accounts are joined, the notice comes to the one that goes on, and nobody waits for ever', async () => {
  const m = merging(t)
  const phone = '13700003333'
  const other = await m.bySms(phone)
  const theirs: Buyer = { name: 'other', token: other.token, userId: other.user.id, addressId: await m.addAddress(other.token, '李四') }
  const order = await t.ordered(theirs, [await t.goods()])
  const survivor = await t.signUp('joiner')
  const id = await m.ready(survivor.token, 'joiner', phone)
  await t.database.db.updateTable('shop_order').set({ status: 'paid', paid_at: new Date(t.clock.now()) }).where('number', '=', order.number).execute()
  const [, joined] = await Promise.all([
    shipOrder(t.deps, { operator: MANAGER, number: order.number }, { carrier: 'SF', trackingNumber: 'SF1234567891' }),
    m.confirm(survivor.token, id),
  ])
  expect(joined.statusCode).toBe(200)
  const told = await t.database.db.selectFrom('notice').select('user_id').where('kind', '=', 'shipped').where('user_id', 'in', [survivor.user.id, other.user.id]).execute()
  expect(told).toHaveLength(1)
})
