import type { Order } from '../../../../contract/orders'
import { withCoupons } from '../../../support/coupons'
import { merging } from '../../../support/merges'
import { buildOrderApp, type Buyer, type OrderApp } from '../../../support/orders'

let t: OrderApp
let c: ReturnType<typeof withCoupons>
let m: ReturnType<typeof merging>

jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
  c = withCoupons(t)
  m = merging(t)
})
afterAll(() => t.close())

async function bySms(phone: string): Promise<Buyer> {
  const { token, user } = await m.bySms(phone)
  return { name: phone, token, userId: user.id, addressId: await m.addAddress(token, '李四') }
}
const ids = async (token: string, status: 'unused' | 'used' = 'unused') => (await c.own({ token }, status)).map(({ couponId }) => couponId).sort()
const orderWith = async (buyer: Buyer, couponId: string) => (await t.order(buyer, [{ ...(await t.goods()), quantity: 3 }], { body: { couponId } })).json<Order>().number

test('coupons come over, at most one of each, and go back with the undo', async () => {
  const phone = '13700003333'
  const other = await bySms(phone)
  const own = await t.signUp('joining')
  const [both, theirs, mine] = [await c.offer({ title: '都有' }), await c.offer({ title: '他的' }), await c.offer({ title: '我的' })]
  for (const id of [both, theirs]) await c.claim(other, id)
  for (const id of [both, mine]) await c.claim(own, id)

  const id = await m.ready(own.token, 'joining', phone)
  expect((await m.read(own.token, id)).preview?.parts).toContainEqual({ kind: 'coupons', count: 1, examples: ['他的'], leftBehind: 0 })
  const { token } = (await m.confirm(own.token, id)).json<{ token: string }>()
  expect(await ids(token)).toEqual([both, theirs, mine].sort())
  // What both had is one and stays one.
  expect((await c.claim({ token }, both)).statusCode).toBe(200)
  expect(await t.database.db.selectFrom('coupon').select('claimed').where('id', '=', both).executeTakeFirstOrThrow()).toEqual({ claimed: 2 })

  await m.proveOwn(token, 'joining')
  expect((await m.undo(token, id)).statusCode).toBe(200)
  expect(await ids((await m.bySms(phone)).token)).toEqual([both, theirs].sort())
  expect(await ids(token)).toEqual([both, mine].sort())
})

test('one that an order holds comes over with the order: cancelled there, it is free there', async () => {
  const phone = '13700004444'
  const other = await bySms(phone)
  const couponId = await c.claimed(other)
  const number = await orderWith(other, couponId)
  const own = await t.signUp('heir')
  const { token } = await m.join(own.token, 'heir', phone)
  expect(await c.own({ token }, 'used')).toMatchObject([{ couponId, orderNumber: number }])
  await t.call('POST', `/v1/orders/${number}/cancel`, { token })
  expect(await ids(token)).toEqual([couponId])
})

test('used by the one account after the merge, it goes back with the undo and tells nothing of an order that is not its own', async () => {
  const phone = '13700005555'
  const other = await bySms(phone)
  const couponId = await c.claimed(other)
  const buyer = await t.buyer('user of both')
  const { id, token } = await m.join(buyer.token, 'user of both', phone)
  const number = await orderWith({ ...buyer, token }, couponId)
  await m.proveOwn(token, 'user of both')
  expect((await m.undo(token, id)).statusCode).toBe(200)
  const back = await m.bySms(phone)
  expect(await c.own(back, 'used')).toMatchObject([{ couponId, orderNumber: null }])
  await t.call('POST', `/v1/orders/${number}/cancel`, { token })
  expect(await ids(back.token)).toEqual([couponId])
})

test('an undo against a cancellation, five times: neither waits for ever', async () => {
  for (let round = 0; round < 5; round += 1) {
    const phone = `1370000660${round}`
    const other = await bySms(phone)
    const couponId = await c.claimed(other)
    const number = await orderWith(other, couponId)
    const name = `undoing ${round}`
    const own = await t.signUp(name)
    const { id, token } = await m.join(own.token, name, phone)
    await m.proveOwn(token, name)
    const [undone, cancelled] = await Promise.all([m.undo(token, id), t.call('POST', `/v1/orders/${number}/cancel`, { token })])
    expect(undone.statusCode).toBe(200)
    expect([200, 401, 404]).toContain(cancelled.statusCode)
    const back = await m.bySms(phone)
    expect((await c.own(back, cancelled.statusCode === 200 ? 'unused' : 'used')).map((coupon) => coupon.couponId)).toEqual([couponId])
  }
})
