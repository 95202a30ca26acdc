import { addDays } from '@domain/calendarDay'
import { sql, type Insertable, type Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { excluded } from '../../../database/upsert'
import { newId } from '../../../ids'
import type { BatchTable, ProductTable } from '../tables'
import { productionDateOf, type CheckedCatalogue } from './check'
import type { BatchEntry, CategoryEntry, ProductEntry } from './format'

/** Rows per statement, so that none comes near PostgreSQL's 65,535 parameters. */
const CHUNK = 1_000

const BATCH_COLUMNS = ['list_price_cents', 'ladder', 'status'] as const
const DATE_COLUMNS = ['production_date', 'shelf_life_days', 'expires_on'] as const

/**
 * Writes a checked catalogue, finding what exists by its code or slug. What a running shop owns stays: ids,
 * reserved units, the day a product was listed. A batch's dates change only where the file names the
 * production date itself: given relative to the day of import, they would wander with every import.
 * Products and batches missing from the file are left alone.
 */
export async function storeCatalogue(trx: Transaction<Database>, catalogue: CheckedCatalogue, today: string): Promise<void> {
  await storeCategories(trx, catalogue.categories)
  const categories = await categoryIds(trx)
  const products = catalogue.products.map((product) => productRow(product, must(categories, product.category), today))
  for (const chunk of chunks(products)) await storeProducts(trx, chunk)
  const ids = await productIds(trx)
  const batches = catalogue.products.flatMap((product) => product.batches.map((batch) => ({ batch, productId: must(ids, product.code) })))
  for (const isDated of [true, false]) {
    const rows = batches.filter(({ batch }) => (batch.productionDate !== undefined) === isDated).map(({ batch, productId }) => batchRow(batch, productId, today))
    for (const chunk of chunks(rows)) await storeBatches(trx, chunk, isDated ? [...BATCH_COLUMNS, ...DATE_COLUMNS] : BATCH_COLUMNS)
  }
  await storeHotWords(trx, catalogue.hotWords)
}

async function storeCategories(trx: Transaction<Database>, categories: CategoryEntry[]): Promise<void> {
  if (categories.length === 0) return
  await trx
    .insertInto('category')
    .values(categories.map((category, position) => ({ id: newId(), ...category, position })))
    .onConflict((conflict) => conflict.column('slug').doUpdateSet(excluded(['name', 'icon', 'tint', 'position'])))
    .execute()
}

async function storeProducts(trx: Transaction<Database>, rows: Insertable<ProductTable>[]): Promise<void> {
  const columns = ['category_id', 'name', 'brand', 'spec', 'storage', 'origin', 'description', 'icons', 'tint', 'keywords', 'min_days_at_delivery'] as const
  await trx
    .insertInto('product')
    .values(rows)
    .onConflict((conflict) =>
      // The shop counts what it sells from the first import on.
      conflict.column('code').doUpdateSet({ ...excluded(columns), sold_count: sql`greatest(excluded.sold_count, product.sold_count)` }),
    )
    .execute()
}

async function storeBatches(trx: Transaction<Database>, rows: Insertable<BatchTable>[], columns: readonly (keyof BatchTable)[]): Promise<void> {
  await trx
    .insertInto('batch')
    .values(rows)
    .onConflict((conflict) =>
      // Units that unpaid orders hold are there, whatever the file says.
      conflict.columns(['product_id', 'code']).doUpdateSet({ ...excluded(columns), stock: sql`greatest(excluded.stock, batch.reserved)` }),
    )
    .execute()
}

async function storeHotWords(trx: Transaction<Database>, words: string[]): Promise<void> {
  if (words.length === 0) return
  await trx.deleteFrom('hot_word').execute()
  await trx.insertInto('hot_word').values([...new Set(words)].map((word, position) => ({ word, position }))).execute()
}

function productRow(product: ProductEntry, categoryId: string, today: string): Insertable<ProductTable> {
  return {
    id: newId(),
    code: product.code,
    category_id: categoryId,
    name: product.name,
    brand: product.brand,
    spec: product.spec,
    storage: product.storage,
    origin: product.origin,
    description: product.description,
    icons: product.icons,
    tint: product.tint,
    keywords: product.keywords,
    min_days_at_delivery: product.minDaysAtDelivery,
    sold_count: product.soldCount,
    listed_on: addDays(today, -product.listedDaysAgo),
  }
}

function batchRow(batch: BatchEntry, productId: string, today: string): Insertable<BatchTable> {
  const productionDate = productionDateOf(batch, today)
  return {
    id: newId(),
    product_id: productId,
    code: batch.code,
    production_date: productionDate,
    shelf_life_days: batch.shelfLifeDays,
    expires_on: addDays(productionDate, batch.shelfLifeDays),
    stock: batch.stock,
    list_price_cents: batch.listPriceCents,
    ladder: batch.ladder ? JSON.stringify(batch.ladder) : null,
    status: batch.status ?? 'active',
  }
}

async function categoryIds(trx: Transaction<Database>): Promise<Map<string, string>> {
  const rows = await trx.selectFrom('category').select(['id', 'slug']).execute()
  return new Map(rows.map(({ id, slug }) => [slug, id]))
}

async function productIds(trx: Transaction<Database>): Promise<Map<string, string>> {
  const rows = await trx.selectFrom('product').select(['id', 'code']).execute()
  return new Map(rows.map(({ id, code }) => [code, id]))
}

/** `Map.get` for a key that was checked to be there. */
function must(ids: Map<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`nothing is stored under ${key}`)
  return id
}

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += CHUNK) yield rows.slice(start, start + CHUNK)
}
