import type { OrderPage } from '../../../../contract/orders'
import { merging } from '../../../support/merges'
import { buildOrderApp, type Buyer, type OrderApp } from '../../../support/orders'

let t: OrderApp
let m: ReturnType<typeof merging>

beforeAll(async () => {
  t = await buildOrderApp()
  m = merging(t)
})
afterAll(() => t.close())

const PHONE = '13700001111'
const numbers = async (token: string) => (await t.call('GET', '/v1/orders', { token })).json<OrderPage>().items.map((item) => item.number).sort()

test('orders come over with a merge, go on there, and go back with its undo', async () => {
  const other = await m.bySms(PHONE)
  const otherBuyer: Buyer = { name: 'other', token: other.token, userId: other.user.id, addressId: await m.addAddress(other.token, '李四') }
  const theirs = await t.ordered(otherBuyer, [await t.goods()])
  const own = await t.signUp('merger')
  const ownBuyer: Buyer = { name: 'merger', token: own.token, userId: own.user.id, addressId: '' }

  const id = await m.ready(own.token, 'merger', PHONE)
  expect((await m.read(own.token, id)).preview?.parts).toContainEqual({ kind: 'orders', count: 1, examples: [theirs.number], leftBehind: 0 })
  const { token } = (await m.confirm(own.token, id)).json<{ token: string }>()
  expect(await numbers(token)).toEqual([theirs.number])
  // Paid from the account that goes on: its address opens, and its money counts.
  expect(await t.paid({ ...ownBuyer, token }, theirs.number)).toMatchObject({ status: 'paid', address: { recipient: '李四' } })

  await m.proveOwn(token, 'merger')
  expect((await m.undo(token, id)).statusCode).toBe(200)
  const back = await m.bySms(PHONE)
  expect(await numbers(back.token)).toEqual([theirs.number])
  await t.expectSoundStock()
})

test('an order made under a key that the survivor has used stays behind', async () => {
  const phone = '13700002222'
  const other = await m.bySms(phone)
  const otherBuyer: Buyer = { name: 'other', token: other.token, userId: other.user.id, addressId: await m.addAddress(other.token, '李四') }
  const buyer = await t.buyer('same key')
  const goods = await t.goods()
  await t.order(buyer, [goods], { key: 'same-key' })
  await t.order(otherBuyer, [goods], { key: 'same-key' })
  const { token } = await m.join(buyer.token, 'same key', phone)
  expect(await numbers(token)).toHaveLength(1)
})
