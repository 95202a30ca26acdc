import { FavouriteIds, FavouritePage } from '../../../../contract/favourites'
import { FAVOURITE_LIMIT } from '../../../../contract/limits'
import { newId } from '../../../../server/ids'
import { alerting } from '../../../support/alerts'
import { expectContract } from '../../../support/contract'
import { buildOrderApp, type Goods, type OrderApp } from '../../../support/orders'
import { insertProducts } from '../../../support/products'

let t: OrderApp
let a: ReturnType<typeof alerting>
let goods: Goods
let token: string
let userId: string
let shoppers = 0

beforeAll(async () => {
  t = await buildOrderApp()
  a = alerting(t)
  goods = await t.goods()
})
afterAll(() => t.close())
beforeEach(async () => {
  shoppers += 1
  const member = await t.signUp(`alert ${shoppers}`)
  token = member.token
  userId = member.user.id
})

const row = async () => t.database.db.selectFrom('favourite_alert').selectAll().where('user_id', '=', userId).where('product_id', '=', goods.productId).executeTakeFirst()

test('PUT sets an alert and marks the product, as often as it is said; both answers say so', async () => {
  for (let times = 0; times < 2; times += 1) expect((await a.set(token, goods)).statusCode).toBe(204)
  const ids = await a.ids(token)
  expectContract(FavouriteIds, ids)
  expect(ids).toMatchObject({ items: [goods.productId], alerts: [goods.productId], messageTemplateId: 'sandbox-alert' })
  const page = (await t.call('GET', '/v1/me/favourites', { token })).json<FavouritePage>()
  expectContract(FavouritePage, page)
  expect(page.items).toMatchObject([{ hasAlert: true }])
})

test('a favourite that was marked before keeps its place', async () => {
  await t.call('PUT', `/v1/me/favourites/${goods.productId}`, { token })
  const other = await t.goods()
  t.clock.advance(1_000)
  await t.call('PUT', `/v1/me/favourites/${other.productId}`, { token })
  await a.set(token, goods)
  expect(await a.ids(token)).toMatchObject({ items: [other.productId, goods.productId], alerts: [goods.productId] })
})

test('DELETE takes the alert back and leaves the mark, also when there is none', async () => {
  await a.set(token, goods)
  for (let times = 0; times < 2; times += 1) expect((await a.drop(token, goods)).statusCode).toBe(204)
  expect(await a.ids(token)).toMatchObject({ items: [goods.productId], alerts: [] })
})

test('taking the mark off drops the alert, and marking it anew does not bring it back', async () => {
  await a.set(token, goods)
  await t.call('DELETE', `/v1/me/favourites/${goods.productId}`, { token })
  await t.call('PUT', `/v1/me/favourites/${goods.productId}`, { token })
  expect(await a.ids(token)).toMatchObject({ items: [goods.productId], alerts: [] })
})

test('ten at once are one', async () => {
  const responses = await Promise.all(Array.from({ length: 10 }, () => a.set(token, goods)))
  expect(responses.map((r) => r.statusCode)).toEqual(Array(10).fill(204))
  expect(await a.ids(token)).toMatchObject({ items: [goods.productId], alerts: [goods.productId] })
})

test('setting and taking the mark off at once leave no alert without its mark', async () => {
  for (let times = 0; times < 5; times += 1) {
    const responses = await Promise.all([a.set(token, goods), t.call('DELETE', `/v1/me/favourites/${goods.productId}`, { token }), a.set(token, goods)])
    expect(responses.map((r) => r.statusCode)).toEqual([204, 204, 204])
    const { items, alerts } = await a.ids(token)
    expect(alerts.every((id) => items.includes(id))).toBe(true)
  }
})

test('an unknown product is 404, a bad shape 400, no session 401', async () => {
  expect((await a.set(token, { productId: newId() })).json()).toMatchObject({ status: 404, code: 'not_found' })
  expect((await a.set(token, { productId: 'milk' })).statusCode).toBe(400)
  for (const body of [{}, { message: 'yes' }, { message: true, more: 1 }]) {
    expect((await t.call('PUT', `/v1/me/favourites/${goods.productId}/alert`, { token, body })).statusCode).toBe(400)
  }
  for (const method of ['PUT', 'DELETE']) {
    expect((await t.call(method, `/v1/me/favourites/${goods.productId}/alert`, method === 'PUT' ? { body: { message: false } } : {})).statusCode).toBe(401)
  }
  expect(await a.ids(token)).toMatchObject({ items: [], alerts: [] })
})

test('at the limit of favourites nothing is set, but on those that are marked', async () => {
  const { user, token: collector } = await t.signUp(`collector ${shoppers}`)
  const products = await insertProducts(t.database.db, FAVOURITE_LIMIT)
  await t.database.db.insertInto('favourite').values(products.map((product_id) => ({ user_id: user.id, product_id, added_at: new Date(t.clock.now()) }))).execute()
  expect((await a.set(collector, goods)).json()).toMatchObject({ status: 409, code: 'favourite_limit_reached' })
  expect((await a.set(collector, { productId: products[7] ?? '' })).statusCode).toBe(204)
  expect(await a.ids(collector)).toMatchObject({ alerts: [products[7]] })
})

test("security 18: nobody sees or touches another shopper's alerts", async () => {
  await a.set(token, goods)
  const other = (await t.signUp(`stranger ${shoppers}`)).token
  expect(await a.ids(other)).toMatchObject({ items: [], alerts: [] })
  await a.drop(other, goods)
  expect(await a.ids(token)).toMatchObject({ alerts: [goods.productId] })
})

test('what the shopper sees is what later news are measured by', async () => {
  await a.set(token, goods)
  expect(await row()).toMatchObject({ known_available: true, known_cents: 700, known_last_on: null, message: 'none' })
  await a.set(token, goods, true)
  expect(await row()).toMatchObject({ known_cents: 700, message: 'granted' })
})

test('without a template nobody is asked, and nothing counts as allowed', async () => {
  const { alerts } = t.app.config.wechat
  t.app.config.wechat.alerts = null
  try {
    await a.set(token, goods, true)
    expect(await a.ids(token)).toMatchObject({ messageTemplateId: null })
    expect(await row()).toMatchObject({ message: 'none' })
  } finally {
    t.app.config.wechat.alerts = alerts
  }
})
