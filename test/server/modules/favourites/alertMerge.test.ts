import { tellAlerts } from '../../../../server/modules/favourites/tellAlerts'
import { alerting } from '../../../support/alerts'
import { merging } from '../../../support/merges'
import { buildOrderApp, type Goods, type OrderApp } from '../../../support/orders'

let t: OrderApp
let a: ReturnType<typeof alerting>
let m: ReturnType<typeof merging>
let goods: { onlyTheirs: Goods; both: Goods; theirAlert: Goods }
let pairs = 0

beforeAll(async () => {
  t = await buildOrderApp()
  a = alerting(t)
  m = merging(t)
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.set('2026-05-20T10:00:00+08:00')
  goods = { onlyTheirs: await t.goods(), both: await t.goods(), theirAlert: await t.goods() }
})

/** The other account has alerts on all three; the survivor marked two of them, and has an alert on one. */
async function twoAccounts() {
  pairs += 1
  const shopper = `alert merger ${pairs}`
  const phone = `1370000${String(5000 + pairs)}`
  const other = await m.bySms(phone)
  for (const one of Object.values(goods)) await a.set(other.token, one)
  const own = await t.signUp(shopper)
  await a.set(own.token, goods.both)
  await t.call('PUT', `/v1/me/favourites/${goods.theirAlert.productId}`, { token: own.token })
  return { shopper, phone, token: own.token, other }
}
const all = () => Object.values(goods).map(({ productId }) => productId).sort()
const alertsOf = async (token: string) => (await a.ids(token)).alerts.slice().sort()

test('alerts come over with their favourites, also to a mark that both have, and tell once', async () => {
  const { shopper, phone, token, other } = await twoAccounts()
  const joined = await m.join(token, shopper, phone)
  expect(await alertsOf(joined.token)).toEqual(all())
  for (const one of Object.values(goods)) await a.move(one, { list_price_cents: 500 })
  await Promise.all([tellAlerts(t.deps), tellAlerts(t.deps)])
  expect((await a.told(joined.token)).map(({ productId }) => productId).sort()).toEqual(all())
  expect(await t.database.db.selectFrom('notice').select('id').where('user_id', '=', other.user.id).where('product_id', 'is not', null).execute()).toEqual([])
})

test('they go back with an undo', async () => {
  const { shopper, phone, token } = await twoAccounts()
  const joined = await m.join(token, shopper, phone)
  await m.proveOwn(joined.token, shopper)
  expect((await m.undo(joined.token, joined.id)).statusCode).toBe(200)
  expect(await alertsOf((await m.bySms(phone)).token)).toEqual(all())
  expect(await alertsOf(joined.token)).toEqual([goods.both.productId])
})

test('what was taken back in between stays so', async () => {
  const { shopper, phone, token } = await twoAccounts()
  const joined = await m.join(token, shopper, phone)
  await a.drop(joined.token, goods.theirAlert)
  await m.proveOwn(joined.token, shopper)
  await m.undo(joined.token, joined.id)
  expect(await alertsOf((await m.bySms(phone)).token)).toEqual([goods.both.productId, goods.onlyTheirs.productId].sort())
})
