import { exportCatalogue } from '../../../../../server/modules/catalogue/export/exportCatalogue'
import { contentSource } from '../../../../../server/modules/catalogue/import/contentSource'
import type { BatchEntry, CatalogueFile, ProductEntry } from '../../../../../server/modules/catalogue/import/format'
import { importCatalogue, type ImportOptions } from '../../../../../server/modules/catalogue/import/importCatalogue'
import { refreshAll } from '../../../../../server/modules/catalogue/listing'
import { batchEntry, batchWith, categoryEntry, productEntry, TODAY } from '../../../../support/catalogue'
import { testClock } from '../../../../support/clock'
import { createTestDatabase, type TestDatabase } from '../../../../support/server'

/** A catalogue that is loaded into a shop which has it already. */
let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

type Content = Omit<typeof CatalogueFile.static, 'products'> & { products: ProductEntry[] }

const file = (products: ProductEntry[], categories = [categoryEntry()]): Content => ({ categories, products })
const run = (content: unknown, options?: ImportOptions) => importCatalogue(database.db, contentSource(content), TODAY, options)
const load = async (content: unknown) => expect(await run(content)).toMatchObject({ status: 'imported' })
const batches = () => database.db.selectFrom('batch').select(['code', 'stock', 'list_price_cents', 'ladder', 'status']).orderBy('code').execute()
const events = () => database.db.selectFrom('merchant_event').selectAll().orderBy('id').execute()

const LADDER = [{ minRatio: 0.5, percent: 60 }, { minRatio: 0, percent: 30 }]

/** The product with its first batch said anew. */
function saying(product: ProductEntry, batch: Partial<BatchEntry>, ...silent: (keyof BatchEntry)[]): ProductEntry {
  const [first = batchEntry(), ...rest] = product.batches
  const said = Object.fromEntries(Object.entries({ ...first, ...batch }).filter(([name]) => !silent.includes(name as keyof BatchEntry))) as BatchEntry
  return { ...product, batches: [said, ...rest] }
}

async function exported(): Promise<Content> {
  const { categories, hotWords, products } = await exportCatalogue(database.db, TODAY)
  const all: ProductEntry[] = []
  for await (const chunk of products()) all.push(...chunk)
  return { categories, hotWords, products: all }
}

describe('what a file does not say stays as it is', () => {
  const milk = productEntry({ batches: [batchEntry({ code: 'a', ladder: LADDER })] })

  test('a batch that was taken off sale stays off sale, under its ladder, with its units', async () => {
    await load(file([milk]))
    await database.db.updateTable('batch').set({ status: 'withdrawn', stock: 3 }).execute()
    await load(file([saying(milk, { listPriceCents: 900 }, 'stock', 'ladder', 'status')]))
    expect(await batches()).toEqual([{ code: 'a', stock: 3, list_price_cents: 900, ladder: LADDER, status: 'withdrawn' }])
  })

  test('a file that says so puts it back on sale, and an empty ladder is that of the shop', async () => {
    await load(file([milk]))
    await database.db.updateTable('batch').set({ status: 'withdrawn' }).execute()
    await load(file([saying(milk, { status: 'active', ladder: [], stock: 7 })]))
    expect(await batches()).toEqual([{ code: 'a', stock: 7, list_price_cents: 1000, ladder: null, status: 'active' }])
  })

  test("so do a product's description and keywords", async () => {
    await load(file([milk]))
    const { description: _description, keywords: _keywords, ...short } = milk
    await load(file([{ ...short, name: '新名字' }]))
    expect(await database.db.selectFrom('product').select(['name', 'description', 'keywords']).execute()).toEqual([{ name: '新名字', description: milk.description, keywords: milk.keywords }])
  })

  test('a batch that is new needs its stock, and has the defaults for the rest', async () => {
    await load(file([milk]))
    const grown = { ...milk, batches: [...milk.batches, batchEntry({ code: 'b', stock: undefined })] }
    const reason = 'is missing: the shop does not know this batch yet, and has to be told how many there are'
    expect(await run(file([grown, productEntry({ batches: [batchEntry({ stock: undefined })] })]))).toEqual({
      status: 'refused',
      faults: [{ where: 'products[0].batches[1].stock', reason }, { where: 'products[1].batches[0].stock', reason }],
    })
    await load(file([{ ...milk, batches: [batchEntry({ code: 'b' })] }]))
    expect((await batches())[1]).toEqual({ code: 'b', stock: 10, list_price_cents: 1000, ladder: null, status: 'active' })
  })
})

describe('an export that comes back after a while', () => {
  beforeEach(() => load(file([productEntry({ batches: [batchEntry({ code: 'a' })] }), productEntry({ batches: [batchEntry({ code: 'b' })] })])))
  const sell = () => database.db.updateTable('batch').set({ stock: 6 }).where('code', '=', 'a').execute()
  const counts = (content: Content, stock: number): Content => ({ ...content, products: content.products.map((product) => (product.batches[0]?.code === 'a' ? saying(product, { stock }) : product)) })

  test('brings back neither units that were sold nor goods that were taken off sale', async () => {
    const content = await exported()
    await sell()
    await database.db.updateTable('batch').set({ status: 'withdrawn' }).where('code', '=', 'b').execute()
    const before = await batches()
    await load(content)
    expect(await batches()).toEqual(before)
  })

  test('with another count sets it while the shop has what was seen; once more, it changes nothing', async () => {
    const content = counts(await exported(), 15)
    await load(content)
    await load(content)
    expect((await batches())[0]).toMatchObject({ stock: 15 })
    expect(await events()).toHaveLength(1)
  })

  test('with another count of units that were sold meanwhile is refused with its place', async () => {
    const content = counts(await exported(), 15)
    await sell()
    expect(await run(content)).toEqual({
      status: 'refused',
      faults: [{ where: 'products[0].batches[0].stock', reason: expect.stringMatching(/were 10 units when the file was made, and there are 6 now/) as string }],
    })
    const [first] = content.products
    await load({ ...content, products: first ? [saying(first, {}, 'stockSeen')] : [] })
    expect((await batches())[0]).toMatchObject({ stock: 15 })
  })

  test('is refused as well when the units are sold after the check, and nothing of it is written', async () => {
    const content = counts(await exported(), 15)
    const outcome = await run({ ...content, products: [...content.products, productEntry({ code: 'new' })] }, { onStep: async (step) => void (step === 'list' && (await sell())) })
    expect(outcome).toMatchObject({ status: 'refused', faults: [{ where: 'products[0].batches[0].stock' }] })
    expect(await database.db.selectFrom('product').select('id').where('code', '=', 'new').execute()).toEqual([])
  })
})

describe('the record', () => {
  test('tells of each batch what changed, when, and who ran the import; new batches need none', async () => {
    const clock = testClock()
    const milk = productEntry({ batches: [batchEntry({ code: 'a' }), batchEntry({ code: 'b' })] })
    await run(file([milk]), { clock, operator: 'catalogue import (lin)' })
    expect(await events()).toEqual([])
    await run(file([saying(milk, { listPriceCents: 900, stock: 4, status: 'withdrawn', ladder: LADDER })]), { clock, operator: 'catalogue import (lin)' })
    const { id } = await database.db.selectFrom('batch').select('id').where('code', '=', 'a').executeTakeFirstOrThrow()
    expect(await events()).toMatchObject([
      {
        at: new Date(clock.now()),
        operator: 'catalogue import (lin)',
        action: 'importBatch',
        batch_id: id,
        detail: {
          before: { stock: 10, status: 'active', listPriceCents: 1000, ladder: null },
          after: { stock: 4, status: 'withdrawn', listPriceCents: 900, ladder: LADDER },
        },
      },
    ])
  })
})

describe('only what differs is written', () => {
  const milk = productEntry({ batches: [batchWith(100), batchWith(5, { ladder: LADDER })] })
  const bread = productEntry({ category: 'bakery', batches: [batchWith(5)] })
  const both = [categoryEntry(), categoryEntry({ slug: 'bakery', name: '面包' })]

  test('a file that says what the shop has writes nothing', async () => {
    const content = { ...file([milk, bread], both), hotWords: ['酸奶'] }
    await load(content)
    database.queries.length = 0
    await load(content)
    expect(database.queries.filter((query) => !query.startsWith('select') || query.includes(' for '))).toEqual([])
  })

  test('what a change does to lists and counts is what computing all of it anew does', async () => {
    await load(file([milk, bread], both))
    await load(file([{ ...milk, category: 'bakery', name: '换了名字', brand: '换了牌子' }, saying(bread, { stock: 0 }), productEntry({ batches: [batchWith(30)] })], [categoryEntry({ name: '奶' }), ...both.slice(1)]))
    const { db } = database
    const tables = async () => ({
      listing: await db.selectFrom('product_listing').selectAll().orderBy('product_id').execute(),
      counts: await db.selectFrom('category_count').selectAll().where('products', '>', 0).orderBy('category_id').execute(),
      brands: await db.selectFrom('brand_count').selectAll().where('products', '>', 0).orderBy('brand').execute(),
      brandsOfCategories: await db.selectFrom('category_brand_count').selectAll().where('products', '>', 0).orderBy('category_id').orderBy('brand').execute(),
    })
    const written = await tables()
    expect(written.listing).toHaveLength(2)
    await db.transaction().execute((trx) => refreshAll(trx, TODAY))
    expect(await tables()).toEqual(written)
  })
})

test('two imports of the same new goods at once make them once', async () => {
  const content = file([productEntry(), productEntry()])
  const outcomes = await Promise.all([run(content), run(content)])
  expect(outcomes).toMatchObject([{ status: 'imported' }, { status: 'imported' }])
  expect(await batches()).toHaveLength(2)
})
