import { readFileSync } from 'node:fs'
import path from 'node:path'
import { contentSource } from '../../../../../server/modules/catalogue/import/contentSource'
import { importCatalogue } from '../../../../../server/modules/catalogue/import/importCatalogue'
import { loadSample } from '../../../../../server/modules/catalogue/import/sample'
import { batchEntry, categoryEntry, productEntry, TODAY } from '../../../../support/catalogue'
import { testClock } from '../../../../support/clock'
import { createTestDatabase, type TestDatabase } from '../../../../support/server'

let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const run = (content: unknown, today = TODAY) => importCatalogue(database.db, contentSource(content), today)
const file = (products: unknown[], categories: unknown[] = [categoryEntry()]) => ({ categories, products })
const count = async (table: 'category' | 'product' | 'batch' | 'product_listing') =>
  (await database.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n

describe('a sound file', () => {
  test('is loaded, and listed at once', async () => {
    const outcome = await run({ ...file([productEntry(), productEntry({ batches: [batchEntry(), batchEntry()] })]), hotWords: ['酸奶', '酸奶'] })
    expect(outcome).toEqual({ status: 'imported', categories: 1, products: 2, batches: 3 })
    expect(await count('product_listing')).toBe(2)
    expect(await database.db.selectFrom('hot_word').selectAll().execute()).toEqual([{ position: 0, word: '酸奶' }])
  })

  test('can be loaded again: rows are found by their codes, and relative dates stay where they were', async () => {
    const product = productEntry({ code: 'milk', soldCount: 5, batches: [batchEntry({ code: 'a', producedDaysAgo: 10, shelfLifeDays: 60, stock: 5 })] })
    await run(file([product]))
    const before = await database.db.selectFrom('batch').selectAll().executeTakeFirstOrThrow()
    await database.db.updateTable('product').set({ sold_count: 9 }).execute()
    await run(file([{ ...product, name: '新名字', batches: [{ ...product.batches[0], stock: 50, listPriceCents: 777 }] }]), '2026-06-03')
    const after = await database.db.selectFrom('batch').selectAll().executeTakeFirstOrThrow()
    expect(after).toEqual({ ...before, stock: 50, list_price_cents: 777 })
    expect(await database.db.selectFrom('product').select(['name', 'sold_count', 'listed_on']).execute()).toEqual([{ name: '新名字', sold_count: 9, listed_on: '2026-05-10' }])
  })

  test('corrects a production date that it names, and keeps units that orders hold', async () => {
    const product = productEntry({ batches: [batchEntry({ code: 'a', productionDate: '2026-05-01', shelfLifeDays: 60 })] })
    await run(file([product]))
    await database.db.updateTable('batch').set({ reserved: 4 }).execute()
    await run(file([{ ...product, batches: [{ ...product.batches[0], productionDate: '2026-05-02', stock: 1 }] }]))
    expect(await database.db.selectFrom('batch').select(['production_date', 'expires_on', 'stock', 'reserved']).execute()).toEqual([
      { production_date: '2026-05-02', expires_on: '2026-07-01', stock: 4, reserved: 4 },
    ])
  })

  test('leaves alone what it does not name', async () => {
    await run(file([productEntry(), productEntry()]))
    await run(file([productEntry()]))
    expect(await count('product')).toBe(3)
  })

  test('may be larger than one statement', async () => {
    const products = Array.from({ length: 2_100 }, () => productEntry())
    expect(await run(file(products))).toMatchObject({ status: 'imported', products: 2_100 })
    expect(await count('product_listing')).toBe(2_100)
  })
})

describe('a file with bad rows', () => {
  test('loads nothing, and names every one of them with its reason', async () => {
    const good = productEntry({ code: 'good' })
    const outcome = await run(
      file([
        good,
        productEntry({ code: 'good' }),
        productEntry({ category: 'nowhere' }),
        { ...productEntry(), price: 3 },
        productEntry({ batches: [batchEntry({ shelfLifeDays: 0 })] }),
        productEntry({ batches: [batchEntry({ shelfLifeDays: -5 })] }),
        productEntry({ batches: [batchEntry({ producedDaysAgo: undefined })] }),
        productEntry({ batches: [{ ...batchEntry(), productionDate: '2026-01-01' }] }),
        productEntry({ batches: [batchEntry({ productionDate: '2026-02-30' })] }),
        productEntry({ batches: [batchEntry({ productionDate: '2026-05-21' })] }),
        productEntry({ batches: [batchEntry({ ladder: [{ minRatio: 0.5, percent: 20 }, { minRatio: 0, percent: 30 }] })] }),
        productEntry({ batches: [batchEntry({ code: 'twice' }), batchEntry({ code: 'twice' })] }),
        { ...productEntry(), storage: 'cold' },
        'not a row',
        productEntry({ batches: [batchEntry({ listPriceCents: 9.5 })] }),
        productEntry({ batches: [] }),
        productEntry({ batches: [batchEntry({ listPriceCents: 0 })] }),
      ]),
    )
    expect(outcome).toEqual({
      status: 'refused',
      faults: [
        { where: 'products[1].code', reason: '"good" is used twice, first at products[0].code' },
        { where: 'products[2].category', reason: 'there is no category "nowhere"' },
        { where: 'products[3].price', reason: expect.stringContaining('unexpected') },
        { where: 'products[4].batches[0].shelfLifeDays', reason: expect.stringContaining('greater or equal to 1') },
        { where: 'products[5].batches[0].shelfLifeDays', reason: expect.stringContaining('greater or equal to 1') },
        { where: 'products[6].batches[0]', reason: 'give either productionDate or producedDaysAgo' },
        { where: 'products[7].batches[0]', reason: 'give either productionDate or producedDaysAgo' },
        { where: 'products[8].batches[0].productionDate', reason: 'there is no day 2026-02-30' },
        { where: 'products[9].batches[0].productionDate', reason: 'lies in the future' },
        { where: 'products[10].batches[0].ladder', reason: 'the price may not rise as shelf life falls' },
        { where: 'products[11].batches[1].code', reason: '"twice" is used twice, first at products[11].batches[0].code' },
        { where: 'products[12].storage', reason: 'must be one of ambient, chilled, frozen' },
        { where: 'products[13]', reason: expect.any(String) },
        { where: 'products[14].batches[0].listPriceCents', reason: expect.stringContaining('integer') },
        { where: 'products[15].batches', reason: expect.stringContaining('1') },
        { where: 'products[16].batches[0].listPriceCents', reason: expect.stringContaining('greater or equal to 1') },
      ],
    })
    expect([await count('category'), await count('product'), await count('batch')]).toEqual([0, 0, 0])
  })

  test.each([[null], [[]], [{}], ['text'], [{ categories: 1, products: [] }], [{ categories: [], products: [], extra: 1 }]])('%j is no catalogue', async (content) => {
    expect(await run(content)).toMatchObject({ status: 'refused', faults: expect.arrayContaining([expect.anything()]) })
  })

  test('a broken category is told, without blaming its products', async () => {
    const outcome = await run(file([productEntry()], [categoryEntry({ name: '' })]))
    expect(outcome).toMatchObject({ status: 'refused', faults: [{ where: 'categories[0].name' }] })
  })
})

test('a failure halfway leaves nothing behind', async () => {
  await run(file([productEntry({ code: 'first' })]))
  // Text that passes the shape and that the database refuses.
  await expect(run(file([productEntry({ code: 'second' }), productEntry({ description: 'a\0b' })]))).rejects.toThrow()
  expect(await database.db.selectFrom('product').select('code').execute()).toEqual([{ code: 'first' }])
})

describe('the sample catalogue', () => {
  const SAMPLE = path.join(__dirname, '../../../../../data/catalogue.json')
  const clock = testClock()

  test('is loaded into an empty shop, once', async () => {
    const { products } = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { products: unknown[] }
    expect(await loadSample(database.db, clock, SAMPLE)).toMatchObject({ status: 'imported', products: products.length })
    expect(await loadSample(database.db, clock, SAMPLE)).toBeNull()
  })

  test('stays out of a shop that has goods', async () => {
    await run(file([productEntry()]))
    expect(await loadSample(database.db, clock, SAMPLE)).toBeNull()
    expect(await count('product')).toBe(1)
  })
})
