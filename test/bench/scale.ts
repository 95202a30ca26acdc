import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import type { Product } from '../../contract/catalogue'
import { todayInShanghai } from '../../domain/calendarDay'
import { connect } from '../../server/database/connect'
import { writeCatalogue } from '../../server/modules/catalogue/export/writeCatalogue'
import { generateCatalogue, type Pattern } from '../../server/modules/catalogue/generate/generateCatalogue'
import { importCatalogue } from '../../server/modules/catalogue/import/importCatalogue'
import { openCatalogueFile } from '../../server/modules/catalogue/import/openFile'
import { startBenchShop, type BenchShop } from './benchShop'
import { measure, timesOf, type Measurement, type Scenario } from './measure'
import { makeShoppers } from './shoppers'

const SIZES = [1_000, 100_000] as const
const READS = 2000
const CART_LINES = 1000
const ORDERS = 400
/** A shopper may leave five orders unpaid; with four each, none is refused for that. */
const SHOPPERS = Math.ceil(timesOf(ORDERS) / 4)
const GOODS = 100
const WORDS = ['牛奶', '饼干', '酸奶', '面包', '咖啡', '坚果']
const SAMPLE = path.resolve(__dirname, '../../data/catalogue.json')

interface Offer {
  productId: string
  batchId: string
  priceCents: number
}

export interface Comparison {
  few: Measurement
  many: Measurement
}

/**
 * What browsing and buying take with a thousand products and with a hundred times as many: a shop of its own for each. Both
 * are up, and each scenario is done by one right after the other: whatever else slows the machine down slows down both.
 */
export async function measureScale(say: (line: string) => void): Promise<Comparison[]> {
  const shops: BenchShop[] = []
  try {
    const sides: BuyingScenario[][] = []
    for (const size of SIZES) {
      const shop = await startBenchShop()
      shops.push(shop)
      say(`Loading ${size} products …`)
      await fill(shop, size)
      sides.push(await scenariosOf(shop))
    }
    const [few = [], many = []] = sides
    const comparisons: Comparison[] = []
    for (const [i, scenario] of few.entries()) {
      const other = many[i]
      if (other) comparisons.push({ few: await scenario.run(), many: await other.run() })
    }
    return comparisons
  } finally {
    for (const shop of shops) await shop.stop()
  }
}

/** Up to `size` products, the sample's among them. */
async function fill({ databaseUrl }: BenchShop, size: number): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shop-bench-goods-'))
  const db = connect({ url: databaseUrl, statementTimeoutMs: 0, poolSize: 1 })
  try {
    const file = path.join(folder, 'goods.json')
    const { total } = await db.selectFrom('product').select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
    await writeCatalogue(file, generateCatalogue(JSON.parse(await readFile(SAMPLE, 'utf8')) as Pattern, size - total), () => undefined)
    const outcome = await importCatalogue(db, await openCatalogueFile(file, () => undefined), todayInShanghai(Date.now()))
    if (outcome.status === 'refused') throw new Error('the made-up catalogue was refused')
    // As the database does by itself, some minutes later.
    await sql`analyze`.execute(db)
  } finally {
    await db.destroy()
    await rm(folder, { recursive: true, force: true })
  }
}

interface BuyingScenario {
  run(): Promise<Measurement>
}

async function scenariosOf(shop: BenchShop): Promise<BuyingScenario[]> {
  const offers = await pickOffers(shop)
  const shopper = rotation(await makeShoppers(shop, SHOPPERS))
  const offer = rotation(offers)
  const scenario = (name: string, total: number, work: Scenario): BuyingScenario => ({ run: () => measure(shop, name, total, work) })
  const reads = (paths: readonly string[]): Scenario => {
    const next = rotation(paths)
    return async (call) => (await call('GET', next())).status === 200
  }
  const detail = reads(offers.map(({ productId }) => `/v1/products/${productId}`))
  // Unmeasured: the first calls compile and fill pools.
  await measure(shop, 'warm-up', 200, detail)
  return [
    scenario('home', READS, reads(['/v1/home'])),
    scenario('list', READS, reads(['', '&sort=price', '&sort=discount'].map((sort) => `/v1/products?limit=20${sort}`))),
    scenario('search', READS, reads(WORDS.map((word) => `/v1/products?q=${encodeURIComponent(word)}`))),
    scenario('detail', READS, detail),
    scenario('add to cart', CART_LINES, async (call) => (await call('PUT', `/v1/cart/lines/${offer().batchId}`, { token: shopper().token, body: { quantity: 1 } })).status === 200),
    scenario('place order', ORDERS, async (call) => {
      const { token, addressId } = shopper()
      const { batchId, priceCents } = offer()
      const body = { lines: [{ batchId, quantity: 1, priceCents }], addressId }
      return (await call('POST', '/v1/orders', { token, body, headers: { 'idempotency-key': randomUUID() } })).status === 201
    }),
  ]
}

/** Batches with plenty of units and days, so that an order of them is refused for nothing. */
async function pickOffers({ url, db }: BenchShop): Promise<Offer[]> {
  const rows = await db
    .selectFrom('batch')
    .select(['id', 'product_id'])
    .where('status', '=', 'active')
    .where(sql<boolean>`stock - reserved >= 50`)
    .where('expires_on', '>', sql<string>`current_date + 60`)
    .orderBy('id')
    .limit(GOODS)
    .execute()
  const offers: Offer[] = []
  for (const { id, product_id: productId } of rows) {
    const product = (await (await fetch(`${url}/v1/products/${productId}`)).json()) as Product
    const batch = product.batches.find((item) => item.id === id)
    if (batch) offers.push({ productId, batchId: id, priceCents: batch.priceCents })
  }
  if (offers.length === 0) throw new Error('nothing in the catalogue can be ordered')
  return offers
}

function rotation<T>(items: readonly T[]): () => T {
  let at = -1
  return () => {
    at = (at + 1) % items.length
    return items[at] as T
  }
}
