import { daysBetween, todayInShanghai } from '@domain/calendarDay'
import { NEAR_EXPIRY_TIERS, SHORTEST_TIER } from '@domain/nearExpiryTiers'
import type { Insertable, Kysely, Transaction } from 'kysely'
import type { Clock } from '../../clock'
import type { Database } from '../../database/schema'
import { excluded } from '../../database/upsert'
import type { BatchRow } from './batchView'
import { countBrandChanges, recountBrands, type BrandedRow } from './brandCounts'
import { countChanges, recount, type CountedRow } from './categoryCounts'
import { listingRow, type ListedProduct } from './listingRow'
import type { ProductListingTable } from './tables'

const STATE_ID = 1
/** Products computed and written at a time: bounds memory, and stays far below PostgreSQL's 65,535 parameters. */
const CHUNK = 1_000

/** What the marks of goods near their date go by. A shop that changes it must not wait until each product's next change. */
const RULES = JSON.stringify([NEAR_EXPIRY_TIERS, SHORTEST_TIER])

/** Further apart than this, computing the whole shop is no slower than following the days. */
const MAX_DAYS_FOLLOWED = 31

/** The read-model behind lists, kept true to the day. */
export interface Listing {
  /**
   * The day of the read-model, after making sure that it was computed for today in Shanghai: today, or the day after where
   * another instance's clock is ahead at midnight.
   */
  ensureToday(): Promise<string>
}

/**
 * Prices and days left change at midnight in Shanghai by themselves. The day is checked before every answer
 * rather than by a timer alone: a laptop that slept, or an instance that started late, must not show
 * yesterday. After the first look of a day this costs nothing.
 */
export function createListing(db: Kysely<Database>, clock: Clock): Listing {
  /** Today as this instance's clock has it, and the day that the read-model was found to be of. */
  let ready: { today: string; listedFor: string } | null = null
  let underWay: { today: string; done: Promise<string> } | null = null

  const refresh = (today: string): Promise<string> => {
    if (underWay?.today === today) return underWay.done
    const done = refreshWhenStale(db, today).then((listedFor) => {
      ready = { today, listedFor }
      return listedFor
    })
    const mine = { today, done: done.finally(() => (underWay = underWay === mine ? null : underWay)) }
    underWay = mine
    return mine.done
  }

  return {
    async ensureToday() {
      const today = todayInShanghai(clock.now())
      return ready?.today === today ? ready.listedFor : refresh(today)
    },
  }
}

/** Of several instances that find the day changed, one computes while the others wait for its row lock and then see that it is done. */
async function refreshWhenStale(db: Kysely<Database>, today: string): Promise<string> {
  const current = await db.selectFrom('listing_state').select(['computed_for', 'rules']).where('id', '=', STATE_ID).executeTakeFirstOrThrow()
  if (isCurrent(current.computed_for, today) && current.rules === RULES) return current.computed_for
  return db.transaction().execute(async (trx) => {
    const { computed_for: computedFor, rules } = await lockState(trx)
    const day = isCurrent(computedFor, today) ? computedFor : today
    if (day === computedFor && rules === RULES) return day
    const days = daysBetween(computedFor, day)
    await (rules === RULES && days > 0 && days <= MAX_DAYS_FOLLOWED ? followDays(trx, day) : refreshAll(trx, day))
    return day
  })
}

/** For whoever changes goods outside of the running shop: brings the read-model to `today` unless it is there or beyond. Never back. */
export async function catchUp(db: Kysely<Database>, today: string): Promise<void> {
  const current = await db.selectFrom('listing_state').select('computed_for').where('id', '=', STATE_ID).executeTakeFirstOrThrow()
  if (current.computed_for < today) await refreshWhenStale(db, today)
}

/** The day that the read-model is of. It stays so until the transaction ends: whoever finds that another day has begun waits. */
export async function holdDay(trx: Transaction<Database>): Promise<string> {
  return (await lockState(trx)).computed_for
}

/** An instance whose clock is a second behind another's must not turn the day back; a day further off is an error to put right. */
function isCurrent(computedFor: string, today: string): boolean {
  const ahead = daysBetween(today, computedFor)
  return ahead === 0 || ahead === 1
}

/** Computes the whole read-model for `today`. Readers see the old one until the transaction ends. */
export async function refreshAll(trx: Transaction<Database>, today: string): Promise<void> {
  await lockState(trx)
  await trx.deleteFrom('product_listing').execute()
  for (let after: string | undefined; ; ) {
    const products = await listedProducts(trx).$if(after !== undefined, (query) => query.where('p.id', '>', after ?? '')).limit(CHUNK).execute()
    if (products.length === 0) break
    await upsertRows(trx, products, today)
    after = products[products.length - 1]?.id
  }
  await finish(trx, today)
}

/**
 * Brings the read-model from an earlier day to `today`: only rows that time alone has changed since are computed. A product
 * that is not for sale never comes back by the passing of days.
 */
async function followDays(trx: Transaction<Database>, today: string): Promise<void> {
  for (;;) {
    const rows = await trx.selectFrom('product_listing').select('product_id').where('next_change_on', '<=', today).orderBy('product_id').limit(CHUNK).execute()
    if (rows.length === 0) break
    await computeProducts(trx, rows.map((row) => row.product_id), today)
  }
  await finish(trx, today)
}

async function finish(trx: Transaction<Database>, today: string): Promise<void> {
  await recount(trx, today)
  await recountBrands(trx)
  await trx.updateTable('listing_state').set({ computed_for: today, rules: RULES }).where('id', '=', STATE_ID).execute()
}

/** One whole computation at a time, over all instances. Answers the day that the last one was for, and its rules. */
function lockState(trx: Transaction<Database>): Promise<{ computed_for: string; rules: string }> {
  return trx.selectFrom('listing_state').select(['computed_for', 'rules']).where('id', '=', STATE_ID).forUpdate().executeTakeFirstOrThrow()
}

/** Computes the rows of products whose batches changed (stock, price, status), a few hundred at most, inside the change's own transaction. */
export async function refreshProducts(trx: Transaction<Database>, productIds: readonly string[], today: string): Promise<void> {
  const changes = new ListingChanges(trx, today)
  await changes.compute(productIds)
  await changes.count()
}

/**
 * The same for any number of products: each is locked and computed when its turn comes, and the counts, which every order of
 * the last unit waits for, are touched at the end alone. To keep everybody's order of locks, `compute` takes ids in their order.
 */
export class ListingChanges {
  private readonly before: KeptRow[] = []
  private readonly after: KeptRow[] = []

  constructor(
    private readonly trx: Transaction<Database>,
    private readonly today: string,
  ) {}

  async compute(productIds: readonly string[]): Promise<void> {
    for (let start = 0; start < productIds.length; start += CHUNK) {
      const { before, after } = await computeProducts(this.trx, productIds.slice(start, start + CHUNK), this.today)
      this.before.push(...before.map(kept))
      this.after.push(...after.map(kept))
    }
  }

  async count(): Promise<void> {
    await countChanges(this.trx, this.before, this.after, this.today)
    await countBrandChanges(this.trx, this.before, this.after)
  }
}

type KeptRow = CountedRow & BrandedRow

/** Of a row no more than is counted: there may be a hundred thousand. */
function kept({ category_id, brand, expires_on }: KeptRow): KeptRow {
  return { category_id, brand, expires_on }
}

/** Writes the rows of these products anew, and answers what the list said of them before and says now. */
async function computeProducts(trx: Transaction<Database>, ids: string[], today: string): Promise<{ before: KeptRow[]; after: KeptRow[] }> {
  // Two changes of one product at once: the second computes after the first has committed, or it would write a row that misses it.
  await trx.selectFrom('product').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute()
  const before = await trx.selectFrom('product_listing').select(['product_id', 'category_id', 'brand', 'expires_on']).where('product_id', 'in', ids).execute()
  const after = await upsertRows(trx, await listedProducts(trx).where('p.id', 'in', ids).execute(), today)
  const listed = new Set(after.map((row) => row.product_id))
  const gone = ids.filter((id) => !listed.has(id))
  if (gone.length > 0) await trx.deleteFrom('product_listing').where('product_id', 'in', gone).execute()
  return { before, after }
}

/** Answers the rows of the products that are for sale. */
async function upsertRows(trx: Transaction<Database>, products: ListedProduct[], today: string): Promise<Insertable<ProductListingTable>[]> {
  const batches = await batchesOf(trx, products.map((product) => product.id), today)
  const rows = products.map((product) => listingRow(product, batches.get(product.id) ?? [], today)).filter((row) => row !== null)
  if (rows.length > 0) {
    await trx
      .insertInto('product_listing')
      .values(rows)
      .onConflict((conflict) => conflict.column('product_id').doUpdateSet(excluded(COLUMNS)))
      .execute()
  }
  return rows
}

const COLUMNS = [
  'batch_id', 'category_id', 'brand', 'storage', 'sold_count', 'listed_on', 'expires_on', 'shelf_life_days',
  'freshness', 'price_cents', 'list_price_cents', 'price_percent', 'stock', 'next_step_on', 'next_step_cents', 'next_change_on', 'terms',
] as const satisfies readonly (keyof ProductListingTable)[]

function listedProducts(trx: Transaction<Database>) {
  return trx
    .selectFrom('product as p')
    .innerJoin('category as c', 'c.id', 'p.category_id')
    .select(['p.id', 'p.category_id', 'p.name', 'p.brand', 'p.spec', 'p.storage', 'p.origin', 'p.keywords'])
    .select(['p.min_days_at_delivery', 'p.sold_count', 'p.listed_on', 'c.name as category_name'])
    .orderBy('p.id')
}

async function batchesOf(trx: Transaction<Database>, productIds: string[], today: string): Promise<Map<string, BatchRow[]>> {
  if (productIds.length === 0) return new Map()
  const rows = await trx
    .selectFrom('batch')
    .select(['id', 'code', 'product_id', 'production_date', 'shelf_life_days', 'expires_on', 'stock', 'reserved', 'list_price_cents', 'ladder', 'status'])
    .where('product_id', 'in', productIds)
    .where('expires_on', '>=', today)
    .orderBy('expires_on')
    .orderBy('id')
    .execute()
  const byProduct = new Map<string, BatchRow[]>()
  for (const row of rows) byProduct.set(row.product_id, [...(byProduct.get(row.product_id) ?? []), row])
  return byProduct
}
