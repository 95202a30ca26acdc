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

/** What browsing and buying take with a thousand products and with a hundred times as many: a shop of its own for each. */
export async function measureScale(say: (line: string) => void): Promise<{ size: number; results: Measurement[] }[]> {
  const runs: { size: number; results: Measurement[] }[] = []
  for (const size of SIZES) {
    const shop = await startBenchShop()
    try {
      say(`Loading ${size} products …`)
      await fill(shop, size)
      runs.push({ size, results: await measureBuying(shop) })
    } finally {
      await shop.stop()
    }
  }
  return runs
}

/** Up to `size` products, the sample's among them. */
async function fill({ databaseUrl }: BenchShop, size: number): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shop-bench-goods-'))
  const db = connect({ url: databaseUrl, statementTimeoutMs: 0, poolSize: 1 })
  try {
    const file = path.join(folder, 'goods.json')
    const { total } = await db.selectFrom('product').select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
    await writeCatalogue(file, generateCatalogue(JSON.parse(await readFile(SAMPLE, 'utf8')) as Pattern, size - total), () => undefined)
    const outcome = await importCatalogue(db, await openCatalogueFile(file, () => undefined), todayInShanghai(Date.now()), () => undefined)
    if (outcome.status === 'refused') throw new Error('the made-up catalogue was refused')
    // As the database does by itself, some minutes later.
    await sql`analyze`.execute(db)
  } finally {
    await db.destroy()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measureBuying(shop: BenchShop): Promise<Measurement[]> {
  const offers = await pickOffers(shop)
  const shoppers = await makeShoppers(shop, SHOPPERS)
  const reads = (paths: readonly string[]): Scenario => {
    const next = rotation(paths)
    return async (call) => (await call('GET', next())).status === 200
  }
  const detail = reads(offers.map(({ productId }) => `/v1/products/${productId}`))
  // Unmeasured: the first calls compile and fill pools.
  await measure(shop, 'warm-up', 200, detail)
  const shopper = rotation(shoppers)
  const offer = rotation(offers)
  return [
    await measure(shop, 'home', READS, reads(['/v1/home'])),
    await measure(shop, 'list', READS, reads(['', '&sort=price', '&sort=discount'].map((sort) => `/v1/products?limit=20${sort}`))),
    await measure(shop, 'search', READS, reads(WORDS.map((word) => `/v1/products?q=${encodeURIComponent(word)}`))),
    await measure(shop, 'detail', READS, detail),
    await measure(shop, 'add to cart', CART_LINES, async (call) => (await call('PUT', `/v1/cart/lines/${offer().batchId}`, { token: shopper().token, body: { quantity: 1 } })).status === 200),
    await measure(shop, 'place order', ORDERS, async (call) => {
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
