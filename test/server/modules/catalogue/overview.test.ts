import type { BrandList, CategoryList, Home, SuggestionList } from '@contract/catalogue'
import { BRAND_LIMIT } from '@contract/limits'
import { BUDGETS } from '../../../budgets'
import { batchWith, categoryEntry, productEntry, stock } from '../../../support/catalogue'
import { buildTestApp, type TestApp } from '../../../support/server'

let shop: TestApp

beforeAll(async () => {
  shop = await buildTestApp()
  const products = Array.from({ length: 30 }, (_, i) =>
    productEntry({ category: i % 3 === 0 ? 'snacks' : 'dairy', minDaysAtDelivery: 0, listedDaysAgo: i, soldCount: 30 - i, batches: [batchWith(3 + i * 5)] }),
  )
  products.push(
    productEntry({ name: '牛奶巧克力 100g', brand: '可可里', keywords: ['巧克力', '牛奶巧克力'], category: 'snacks', soldCount: 500 }),
    productEntry({ name: '黑巧克力豆', brand: '可可里', keywords: ['黑巧'], category: 'snacks', soldCount: 5 }),
    productEntry({ name: '卖完的巧克力派', brand: '空空', keywords: ['巧克力派'], category: 'snacks', batches: [batchWith(50, { stock: 0 })] }),
  )
  await stock(shop, products, [categoryEntry({ slug: 'snacks', name: '糖果巧克力' }), categoryEntry(), categoryEntry({ slug: 'empty', name: '冻品' })])
})
afterAll(() => shop.close())

test("GET /v1/categories: in the merchant's order, with the number of products for sale", async () => {
  const { items } = (await shop.app.inject('/v1/categories')).json<CategoryList>()
  expect(items.map((item) => [item.slug, item.productCount])).toEqual([['snacks', 12], ['dairy', 20], ['empty', 0]])
  expect(items[1]).toMatchObject({ name: '乳品', picture: { urlTemplate: '/pictures/glass-of-milk/{width}.webp', tint: 't2' } })
})

describe('GET /v1/brands', () => {
  const brands = async (query = '') => (await shop.app.inject(encodeURI(`/v1/brands${query}`))).json<BrandList>().items

  test('has those with the most products for sale first, and none that has nothing for sale', async () => {
    expect(await brands()).toEqual(['云岭牧场', '可可里'])
  })

  test.each(['dairy', 'snacks', 'empty', 'no-such'])('of the category %s', async (category) => {
    expect(await brands(`?category=${category}`)).toEqual({ dairy: ['云岭牧场'], snacks: ['云岭牧场', '可可里'] }[category] ?? [])
  })

  test('of what a search finds, within a category or not', async () => {
    expect(await brands('?q=黑巧')).toEqual(['可可里'])
    expect(await brands('?q=黑巧&category=dairy')).toEqual([])
    expect(await brands('?q=🍫')).toEqual([])
  })

  test.each(['x=1', 'category=', `q=${'a'.repeat(65)}`])('refuses "%s"', async (query) => {
    expect((await shop.app.inject(`/v1/brands?${query}`)).statusCode).toBe(400)
  })

  test('offers a bounded number', async () => {
    const many = await buildTestApp()
    await stock(many, Array.from({ length: BRAND_LIMIT + 5 }, (_, i) => productEntry({ brand: `牌子${String(i).padStart(2, '0')}` })))
    const { items } = (await many.app.inject('/v1/brands')).json<BrandList>()
    expect(items).toEqual(Array.from({ length: BRAND_LIMIT }, (_, i) => `牌子${String(i).padStart(2, '0')}`))
    await many.close()
  })
})

describe('GET /v1/home', () => {
  test('has everything that the first screen shows', async () => {
    const home = (await shop.app.inject('/v1/home')).json<Home>()
    expect(home.categories).toHaveLength(3)
    expect(home.lastDays).toEqual({ withinDays: 7, count: 1, lowestPricePercent: 20 })
    expect(home.sections.map((section) => section.kind)).toEqual(['lastDays', 'discount', 'newest'])
    for (const { items } of home.sections) expect(items).toHaveLength(8)
    const [lastDays, discount, newest] = home.sections.map((section) => section.items)
    expect(lastDays?.map((item) => item.offer?.remainingDays)).toEqual([3, 8, 13, 18, 23, 28, 33, 38])
    expect(discount?.every((item) => item.offer?.pricePercent === 20)).toBe(true)
    expect(newest?.[0]?.soldCount).toBe(30)
  })

  test('is there for a shop without goods', async () => {
    const empty = await buildTestApp()
    expect((await empty.app.inject('/v1/home')).json()).toMatchObject({ categories: [], lastDays: { count: 0, lowestPricePercent: null }, sections: [{ items: [] }, { items: [] }, { items: [] }] })
    await empty.close()
  })
})

describe('GET /v1/search/suggestions', () => {
  const suggest = async (q: string) => (await shop.app.inject(`/v1/search/suggestions?q=${encodeURIComponent(q)}`)).json<SuggestionList>().items

  test('begins with the words that begin with what was typed, then the shorter', async () => {
    expect(await suggest('巧克')).toEqual(['巧克力', '糖果巧克力', '牛奶巧克力', '黑巧克力豆', '牛奶巧克力 100g'])
  })

  test('knows brands, and nothing that is sold out', async () => {
    expect(await suggest('可可')).toEqual(['可可里'])
    expect(await suggest('空空')).toEqual([])
    expect(await suggest('巧克力派')).toEqual([])
  })

  test.each(['🍫', '%', "'--"])('has nothing for %s', async (q) => {
    expect(await suggest(q)).toEqual([])
  })

  test.each(['', 'q=', `q=${'a'.repeat(33)}`, 'q=a&x=1'])('refuses "%s"', async (query) => {
    expect((await shop.app.inject(`/v1/search/suggestions?${query}`)).statusCode).toBe(400)
  })
})

test('GET /v1/search/hot-words', async () => {
  expect((await shop.app.inject('/v1/search/hot-words')).json()).toEqual({ items: ['巧克力', '酸奶'], nextCursor: null })
})

describe('SQL statements for one answer, once the day is computed', () => {
  test.each([
    ['/v1/products?limit=20', BUDGETS.api.productListQueries],
    ['/v1/products?limit=20&q=牛奶&category=dairy&sort=price', BUDGETS.api.productListQueries],
    ['/v1/home', BUDGETS.api.homeQueries],
    ['/v1/categories', 1],
    ['/v1/brands', 1],
    ['/v1/brands?category=dairy&q=牛奶', 1],
    ['/v1/search/suggestions?q=牛', 1],
  ])('%s needs at most %i', async (url, most) => {
    await shop.app.inject('/v1/categories')
    shop.database.queries.length = 0
    expect((await shop.app.inject(encodeURI(url))).statusCode).toBe(200)
    expect(shop.database.queries.length).toBeLessThanOrEqual(most)
    expect(shop.database.queries.length).toBeGreaterThan(0)
  })
})

describe('public answers', () => {
  test('are cached shortly, and answered 304 while nothing changed', async () => {
    const first = await shop.app.inject('/v1/products?limit=2')
    expect(first.headers['cache-control']).toBe('public, max-age=30')
    const again = await shop.app.inject({ url: '/v1/products?limit=2', headers: { 'if-none-match': String(first.headers.etag) } })
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', first.headers.etag])
    const other = await shop.app.inject({ url: '/v1/products?limit=3', headers: { 'if-none-match': String(first.headers.etag) } })
    expect(other.statusCode).toBe(200)
  })

  test('are cached no longer than their day lasts', async () => {
    const late = await buildTestApp()
    late.clock.set('2026-05-20T23:59:50+08:00')
    expect((await late.app.inject('/v1/home')).headers['cache-control']).toBe('public, max-age=10')
    await late.close()
  })

  test('read no session, and errors are not cached', async () => {
    shop.database.queries.length = 0
    await shop.app.inject({ url: '/v1/products', headers: { authorization: 'Bearer whatever', cookie: 'session=whatever' } })
    expect(shop.database.queries.join('\n')).not.toMatch(/session/)
    expect((await shop.app.inject('/v1/products?limit=0')).headers['cache-control']).toBe('no-store')
  })

  test('are compressed, under the same weak tag', async () => {
    const plain = await shop.app.inject('/v1/products?limit=20')
    for (const encoding of ['br', 'gzip']) {
      const packed = await shop.app.inject({ url: '/v1/products?limit=20', headers: { 'accept-encoding': encoding } })
      expect(packed.headers).toMatchObject({ 'content-encoding': encoding, etag: plain.headers.etag, vary: expect.stringMatching(/accept-encoding/i) })
    }
  })
})
