import type { Product, ProductPage, SummaryList } from '@contract/catalogue'
import { SUMMARY_LIMIT } from '@contract/limits'
import { newId } from '../../../../server/ids'
import { batchWith, categoryEntry, productEntry, stock } from '../../../support/catalogue'
import { buildTestApp, type TestApp } from '../../../support/server'

let shop: TestApp

beforeAll(async () => {
  shop = await buildTestApp()
  await stock(
    shop,
    [
      productEntry({
        code: 'milk',
        name: '低温鲜牛奶 950ml',
        batches: [
          batchWith(90, { code: 'later', listPriceCents: 1580 }),
          batchWith(40, { code: 'soon', listPriceCents: 1580, stock: 7 }),
          batchWith(4, { code: 'too-close' }),
          batchWith(-10, { code: 'expired' }),
          batchWith(-31, { code: 'long-expired' }),
          batchWith(20, { code: 'sold-out', stock: 0 }),
          batchWith(21, { code: 'withdrawn', status: 'withdrawn' }),
        ],
      }),
      productEntry({ code: 'gone', name: '手工可颂 6 只', brand: '麦田烘焙', keywords: ['面包'], category: 'bakery', storage: 'ambient', batches: [batchWith(50, { stock: 0 })] }),
      productEntry({ code: 'choco', name: '72% 黑巧克力', brand: '可可里', spec: '100g', keywords: ['零食', '巧克力'], category: 'snacks', storage: 'ambient', soldCount: 50, batches: [batchWith(150)] }),
    ],
    [categoryEntry(), categoryEntry({ slug: 'bakery', name: '烘焙' }), categoryEntry({ slug: 'snacks', name: '零食' })],
  )
})
afterAll(() => shop.close())

async function list(query: string): Promise<ProductPage> {
  const response = await shop.app.inject(`/v1/products?${query}`)
  expect(response.statusCode).toBe(200)
  return response.json<ProductPage>()
}
const names = async (query: string) => (await list(query)).items.map((item) => item.name)
const idOf = async (code: string) => (await shop.database.db.selectFrom('product').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id

describe('GET /v1/products', () => {
  test('shows price, date, days and stock of the sellable batch that expires first', async () => {
    const { items } = await list('q=牛奶')
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      name: '低温鲜牛奶 950ml',
      brand: '云岭牧场',
      picture: { urlTemplate: '/pictures/glass-of-milk/{width}.webp', alt: '低温鲜牛奶 950ml' },
      // 40 of 200 days: the rung at 0.2, 35 percent of 15.80; the next fall is on the day with 39 left.
      offer: {
        expiresOn: '2026-06-29',
        remainingDays: 40,
        remainingDaysOnArrival: 38,
        remainingRatio: 0.2,
        freshness: 'fresh',
        nearExpiry: false,
        priceCents: 553,
        listPriceCents: 1580,
        pricePercent: 35,
        stock: 7,
        nextStep: { startsOn: '2026-05-21', priceCents: 316 },
      },
    })
  })

  test('leaves out what is not for sale', async () => {
    expect(await names('')).toEqual(['低温鲜牛奶 950ml', '72% 黑巧克力'])
  })

  test.each([
    ['category=snacks', ['72% 黑巧克力']],
    ['category=nothing', []],
    ['brand=可可里', ['72% 黑巧克力']],
    ['storage=chilled', ['低温鲜牛奶 950ml']],
    ['maxRemainingDays=40', ['低温鲜牛奶 950ml']],
    ['minRemainingDays=41', ['72% 黑巧克力']],
    ['maxPriceCents=553', ['低温鲜牛奶 950ml']],
    ['minPriceCents=554', ['72% 黑巧克力']],
    ['maxPricePercent=50', ['低温鲜牛奶 950ml']],
    ['maxPricePercent=1', []],
    ['nearExpiry=true', []],
    ['freshness=fresh', ['低温鲜牛奶 950ml', '72% 黑巧克力']],
    ['freshness=expired', []],
    ['sort=sales', ['72% 黑巧克力', '低温鲜牛奶 950ml']],
    ['q=巧克力', ['72% 黑巧克力']],
    ['q=可可里', ['72% 黑巧克力']],
    ['q=950ML', ['低温鲜牛奶 950ml']],
    ['q=牛巧', []],
    ['q=🍫', []],
    ['q=%20', ['低温鲜牛奶 950ml', '72% 黑巧克力']],
    ["q=' or 1=1 --", []],
  ])('%s', async (query, expected) => {
    expect(await names(query.includes('%') ? query : encodeURI(query))).toEqual(expected)
  })

  test('takes a category by its id as well', async () => {
    const { id } = await shop.database.db.selectFrom('category').select('id').where('slug', '=', 'snacks').executeTakeFirstOrThrow()
    expect(await names(`category=${id}`)).toEqual(['72% 黑巧克力'])
  })

  test.each(['limit=0', 'limit=51', 'limit=x', 'limit=1.5', 'limit=1e309', 'sort=cheapest', 'colour=red', 'q=a&q=b', `q=${'a'.repeat(65)}`, 'q=%00', 'maxPriceCents=-1', 'maxPricePercent=0', 'maxPricePercent=101', 'cursor='])(
    'refuses %s',
    async (query) => {
      const response = await shop.app.inject(`/v1/products?${query}`)
      expect(response.statusCode).toBe(400)
      expect(response.json()).toMatchObject({ code: 'invalid_request', errors: [{ field: expect.stringContaining('querystring') }] })
    },
  )
})

describe('GET /v1/products/{id}', () => {
  test('shows every batch that is not long expired, first expiring first, and why one is not for sale', async () => {
    const response = await shop.app.inject(`/v1/products/${await idOf('milk')}`)
    expect(response.statusCode).toBe(200)
    const product = response.json<Product>()
    expect(product).toMatchObject({ categoryName: '乳品', origin: '云南', offer: { expiresOn: '2026-06-29' } })
    expect(product.batches.map((batch) => [batch.remainingDays, batch.unsellableReason])).toEqual([
      [-10, 'expired'],
      [4, 'tooClose'],
      [20, 'soldOut'],
      [21, 'withdrawn'],
      [40, null],
      [90, null],
    ])
    expect(product.batches[4]).toMatchObject({
      productionDate: '2025-12-11',
      expiresOn: '2026-06-29',
      lastSellableOn: '2026-06-24',
      remainingDaysOnArrival: 38,
      nextSteps: [{ startsOn: '2026-05-21', priceCents: 316 }],
      stock: 7,
    })
    expect(product.batches[0]).toMatchObject({ nextSteps: [], remainingRatio: 0, remainingDaysOnArrival: -12, freshness: 'expired' })
  })

  test('is there for a product that is sold out, without an offer', async () => {
    const response = await shop.app.inject(`/v1/products/${await idOf('gone')}`)
    expect(response.json()).toMatchObject({ name: '手工可颂 6 只', offer: null, batches: [{ unsellableReason: 'soldOut' }] })
  })

  test('does not find what is not there', async () => {
    const response = await shop.app.inject(`/v1/products/${newId()}`)
    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject({ code: 'not_found' })
  })

  test.each(['1', 'milk', "' or 1=1", '%00', '01890000-0000-7000-8000-00000000000g'])('refuses the id %s', async (id) => {
    expect((await shop.app.inject(`/v1/products/${encodeURIComponent(id)}`)).statusCode).toBe(400)
  })
})

test('summaries for a list of ids hold what is sold out, and leave out what does not exist', async () => {
  const [milk, gone] = [await idOf('milk'), await idOf('gone')]
  const summaries = await shop.app.catalogue.summaries([milk, gone, newId()])
  expect([...summaries.keys()].sort()).toEqual([milk, gone].sort())
  expect(summaries.get(gone)?.offer).toBeNull()
  expect(await shop.app.catalogue.summaries([])).toEqual(new Map())
})

describe('GET /v1/products/summaries', () => {
  const summaries = (ids: string) => shop.app.inject(`/v1/products/summaries?ids=${ids}`)

  test('answers in the order asked for, also what is sold out, and leaves out what does not exist', async () => {
    const [milk, gone] = [await idOf('milk'), await idOf('gone')]
    const { items } = (await summaries([gone, newId(), milk].join(','))).json<SummaryList>()
    expect(items.map(({ id, offer }) => [id, offer?.remainingDays])).toEqual([[gone, undefined], [milk, 40]])
  })

  test('is public and cacheable like every list', async () => {
    const response = await summaries(await idOf('milk'))
    expect(response.headers).toMatchObject({ 'cache-control': expect.stringContaining('public'), etag: expect.any(String) })
  })

  test.each([['nothing', ''], ['no id', 'milk'], ['one that is cut', '01890000-0000-7000-8000-00000000000'], ['too many', Array.from({ length: SUMMARY_LIMIT + 1 }, newId).join(',')]])('refuses %s', async (_name, ids) => {
    expect((await summaries(ids)).statusCode).toBe(400)
  })

  test('takes as many as a phone remembers', async () => {
    expect((await summaries(Array.from({ length: SUMMARY_LIMIT }, newId).join(','))).json()).toEqual({ items: [], nextCursor: null })
  })
})
