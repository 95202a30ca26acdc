import type { ProductPage, ProductSort } from '@contract/catalogue'
import { SORTS } from '../../../../server/modules/catalogue/sorts'
import { batchWith, productEntry, stock } from '../../../support/catalogue'
import { buildTestApp, type TestApp } from '../../../support/server'

const COUNT = 57
let shop: TestApp

beforeAll(async () => {
  shop = await buildTestApp()
  // Few different values of every sort key, so that each page ends in the middle of a tie.
  const products = Array.from({ length: COUNT }, (_, i) =>
    productEntry({ soldCount: i % 3, listedDaysAgo: i % 4, batches: [batchWith(30 + (i % 5) * 30, { listPriceCents: 1000 + (i % 2) * 500 })] }),
  )
  await stock(shop, products)
})
afterAll(() => shop.close())

const get = (url: string) => shop.app.inject(url)

async function walk(sort: ProductSort, limit: number): Promise<ProductPage['items']> {
  const items: ProductPage['items'] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const response = await get(`/v1/products?sort=${sort}&limit=${limit}${cursor && `&cursor=${cursor}`}`)
    const page: ProductPage = response.json<ProductPage>()
    expect(page.items.length).toBeLessThanOrEqual(limit)
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

const KEYS: Record<ProductSort, (item: ProductPage['items'][number]) => number | string> = {
  recommended: (item) => item.offer?.expiresOn ?? '',
  remainingDays: (item) => item.offer?.remainingDays ?? 0,
  price: (item) => item.offer?.priceCents ?? 0,
  '-price': (item) => -(item.offer?.priceCents ?? 0),
  discount: (item) => `${String(item.offer?.pricePercent).padStart(3, '0')} ${item.offer?.expiresOn}`,
  sales: (item) => -item.soldCount,
  newest: () => 0,
}

describe.each(Object.keys(SORTS) as ProductSort[])('sorted by %s', (sort) => {
  test.each([1, 7, 19, 50])('pages of %i show every product exactly once, in order', async (limit) => {
    const items = await walk(sort, limit)
    expect(items).toHaveLength(COUNT)
    expect(new Set(items.map((item) => item.id)).size).toBe(COUNT)
    const keys = items.map(KEYS[sort])
    expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
  })
})

test('the newest come first', async () => {
  const { db } = shop.database
  const dates = new Map((await db.selectFrom('product').select(['id', 'listed_on']).execute()).map((row) => [row.id, row.listed_on]))
  const shown = (await walk('newest', 20)).map((item) => dates.get(item.id) ?? '')
  expect(shown).toEqual([...shown].sort().reverse())
})

test('a page that is exactly full is the last one', async () => {
  expect((await get(`/v1/products?limit=50`)).json<ProductPage>().nextCursor).not.toBeNull()
  expect((await get(`/v1/products?limit=50&maxPriceCents=100&sort=price`)).json<ProductPage>().nextCursor).toBeNull()
})

test('a product sold out between two pages neither repeats nor hides another', async () => {
  const first = (await get('/v1/products?sort=price&limit=20')).json<ProductPage>()
  await shop.database.db.deleteFrom('product_listing').where('product_id', '=', first.items[19]?.id ?? '').execute()
  const second = (await get(`/v1/products?sort=price&limit=50&cursor=${first.nextCursor ?? ''}`)).json<ProductPage>()
  expect(second.items).toHaveLength(COUNT - 20)
})

describe('a cursor that is not ours', () => {
  let cursor: string
  beforeAll(async () => {
    cursor = (await get('/v1/products?sort=price&limit=5')).json<ProductPage>().nextCursor ?? ''
  })

  const flip = (text: string, at: number) => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
  const forged = Buffer.from(JSON.stringify(['0', "' or 1=1"])).toString('base64url')

  test.each<[string, () => string]>([
    ['changed at its start', () => `sort=price&cursor=${flip(cursor, 0)}`],
    ['changed in its middle', () => `sort=price&cursor=${flip(cursor, 24)}`],
    ['cut short', () => `sort=price&cursor=${cursor.slice(0, 10)}`],
    ['of another sort', () => `sort=sales&cursor=${cursor}`],
    ['of other filters', () => `sort=price&storage=frozen&cursor=${cursor}`],
    ['made up', () => `sort=price&cursor=${forged}`],
  ])('%s is refused', async (_name, query) => {
    const response = await get(`/v1/products?${query()}`)
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ code: 'invalid_cursor' })
  })

  test('with characters that none has is a bad request', async () => {
    expect((await get('/v1/products?cursor=%27%3B')).json()).toMatchObject({ code: 'invalid_request' })
  })
})
