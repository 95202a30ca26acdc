import type { ProductPage } from '../../../../../contract/catalogue'
import { todayInShanghai } from '../../../../../domain/calendarDay'
import { contentSource } from '../../../../../server/modules/catalogue/import/contentSource'
import type { ProductEntry } from '../../../../../server/modules/catalogue/import/format'
import { importCatalogue, type ImportStep } from '../../../../../server/modules/catalogue/import/importCatalogue'
import { lockProducts } from '../../../../../server/modules/orders/stock'
import { batchEntry, batchWith, categoryEntry, productEntry, stock } from '../../../../support/catalogue'
import { testClock } from '../../../../support/clock'
import { untilSomebodyWaits } from '../../../../support/locks'
import { buildOrderApp, type Goods, type OrderApp } from '../../../../support/orders'
import { buildTestApp, type TestApp } from '../../../../support/server'

jest.setTimeout(180_000)

const dearer = (product: ProductEntry): ProductEntry => ({ ...product, batches: product.batches.map((batch) => ({ ...batch, listPriceCents: 2000, stock: 20 })) })

function importOf(shop: Pick<TestApp, 'database' | 'clock'>, products: ProductEntry[], onStep?: (step: ImportStep) => Promise<void>) {
  return importCatalogue(shop.database.db, contentSource({ categories: [categoryEntry()], products }), todayInShanghai(shop.clock.now()), { onStep, clock: shop.clock })
}

describe('an import beside orders', () => {
  let t: OrderApp
  let entries: ProductEntry[]
  /** In the order of their ids. */
  let goods: Goods[]

  beforeAll(async () => {
    t = await buildOrderApp()
  })
  afterAll(() => t.close())
  afterEach(() => t.expectSoundStock())

  beforeEach(async () => {
    entries = [productEntry({ batches: [batchWith(100)] }), productEntry({ batches: [batchWith(100)] })]
    await stock(t, entries, undefined, todayInShanghai(t.clock.now()))
    const rows = await t.database.db
      .selectFrom('batch as b')
      .innerJoin('product as p', 'p.id', 'b.product_id')
      .select(['b.id', 'p.id as productId', 'p.code'])
      .where('p.code', 'in', entries.map(({ code }) => code))
      .orderBy('p.id')
      .execute()
    entries.sort((a, b) => rows.findIndex(({ code }) => code === a.code) - rows.findIndex(({ code }) => code === b.code))
    goods = rows.map(({ id, productId }) => ({ batchId: id, productId, priceCents: 700 }))
  })

  test.each(['check', 'store', 'list'] as const)('an order that comes while the import is at "%s" goes through, and what it holds stays', async (held) => {
    const buyer = await t.buyer()
    const statuses: number[] = []
    const outcome = await importOf(t, [...entries.map(dearer), productEntry()], async (step) => {
      if (step === held) statuses.push((await t.order(buyer, goods)).statusCode)
    })
    expect(outcome).toMatchObject({ status: 'imported' })
    expect(statuses).toEqual([201])
    for (const { batchId } of goods) expect(await t.batch(batchId)).toEqual({ stock: 20, reserved: 1 })
    expect((await t.order(buyer, goods)).json()).toMatchObject({ code: 'order_changed' })
  })

  test('goods are locked in the order of their ids, whatever the order of the file: who waits for the first holds no other', async () => {
    const [low, high] = goods.map(({ productId }) => productId)
    let running: ReturnType<typeof importOf> | undefined
    await t.database.db.transaction().execute(async (trx) => {
      await lockProducts(trx, [low ?? ''])
      running = importOf(t, [...entries].reverse().map(dearer))
      await untilSomebodyWaits(t.database.db)
      await trx.selectFrom('product').select('id').where('id', '=', high ?? '').forNoKeyUpdate().noWait().execute()
    })
    expect(await running).toMatchObject({ status: 'imported' })
  })
})

describe('an import that begins at 23:59 and ends at 00:01', () => {
  let shop: TestApp

  beforeEach(async () => {
    shop = await buildTestApp({ clock: testClock('2026-05-20T23:59:00+08:00') })
  })
  afterEach(() => shop.close())

  const list = async () => (await shop.app.inject('/v1/products?sort=remainingDays')).json<ProductPage>().items.map(({ offer }) => [offer?.remainingDays, offer?.priceCents])

  test.each(['check', 'store', 'list'] as const)('leaves the shop in the new day, when that begins at "%s"', async (held) => {
    // At midnight the 40 of 200 days become fewer than a fifth, and 35 percent 20.
    const falls = productEntry({ batches: [batchWith(40)] })
    await stock(shop, [falls])
    expect(await list()).toEqual([[40, 350]])
    let midnight: Promise<unknown> = Promise.resolve()
    const outcome = await importOf(shop, [dearer(falls), productEntry({ batches: [batchEntry({ productionDate: '2026-05-01', shelfLifeDays: 60 })] })], async (step) => {
      if (step !== held) return
      shop.clock.set('2026-05-21T00:01:00+08:00')
      midnight = list()
      await midnight
    })
    expect(outcome).toMatchObject({ status: 'imported' })
    await midnight
    expect(await list()).toEqual([[39, 400], [40, 700]])
    const { computed_for: computedFor } = await shop.database.db.selectFrom('listing_state').select('computed_for').executeTakeFirstOrThrow()
    expect(computedFor).toBe('2026-05-21')
  })
})
