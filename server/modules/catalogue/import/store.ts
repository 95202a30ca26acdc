import { addDays } from '@domain/calendarDay'
import { sql, type Insertable, type Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { excluded } from '../../../database/upsert'
import { newId } from '../../../ids'
import type { BatchTable, ProductTable } from '../tables'
import { isProduct, productionDateOf, type CheckedCatalogue } from './check'
import type { BatchEntry, CategoryEntry, ProductEntry } from './format'
import type { CatalogueSource } from './source'

/** Rows per statement, so that none comes near PostgreSQL's 65,535 parameters. */
const CHUNK = 1_000
const PRODUCTS_AT_A_TIME = 500

const BATCH_COLUMNS = ['list_price_cents', 'ladder', 'status'] as const
const DATE_COLUMNS = ['production_date', 'shelf_life_days', 'expires_on'] as const

/**
 * Writes a checked catalogue, finding what exists by its code or slug. What a running shop owns stays: ids,
 * reserved units, the day a product was listed. A batch's dates change only where the file names the
 * production date itself: given relative to the day of import, they would wander with every import.
 * Products and batches missing from the file are left alone.
 */
export async function storeCatalogue(trx: Transaction<Database>, source: CatalogueSource, checked: CheckedCatalogue, today: string): Promise<void> {
  await storeCategories(trx, checked)
  const categories = await categoryIds(trx)
  for await (const products of chunked(source)) await storeChunk(trx, products, categories, today)
  await storeHotWords(trx, checked.hotWords)
}

async function* chunked(source: CatalogueSource): AsyncGenerator<ProductEntry[]> {
  let chunk: ProductEntry[] = []
  for await (const row of source.rows()) {
    if (row.kind === 'fault' || (row.kind === 'product' && !isProduct.Check(row.value))) throw new Error('the file changed while it was read')
    if (row.kind === 'product' && isProduct.Check(row.value)) chunk.push(row.value)
    if (chunk.length < PRODUCTS_AT_A_TIME) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

async function storeChunk(trx: Transaction<Database>, products: ProductEntry[], categories: Map<string, string>, today: string): Promise<void> {
  await storeProducts(trx, products.map((product) => productRow(product, must(categories, product.category), today)))
  const ids = await productIds(trx, products)
  const batches = products.flatMap((product) => product.batches.map((batch) => ({ batch, productId: must(ids, product.code) })))
  for (const isDated of [true, false]) {
    const rows = batches.filter(({ batch }) => (batch.productionDate !== undefined) === isDated).map(({ batch, productId }) => batchRow(batch, productId, today))
    for (const chunk of chunks(rows)) await storeBatches(trx, chunk, isDated ? [...BATCH_COLUMNS, ...DATE_COLUMNS] : BATCH_COLUMNS)
  }
}

async function storeCategories(trx: Transaction<Database>, { categories, newCategories }: CheckedCatalogue): Promise<void> {
  const rows = (entries: CategoryEntry[], from: number) => entries.map((category, i) => ({ id: newId(), ...category, position: from + i }))
  if (categories.length > 0) {
    await trx
      .insertInto('category')
      .values(rows(categories, 0))
      .onConflict((conflict) => conflict.column('slug').doUpdateSet(excluded(['name', 'icon', 'tint', 'position'])))
      .execute()
  }
  if (newCategories.length === 0) return
  const { last } = await trx.selectFrom('category').select((eb) => eb.fn.max<number | null>('position').as('last')).executeTakeFirstOrThrow()
  await trx.insertInto('category').values(rows(newCategories, (last ?? -1) + 1)).onConflict((conflict) => conflict.column('slug').doNothing()).execute()
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

async function productIds(trx: Transaction<Database>, products: ProductEntry[]): Promise<Map<string, string>> {
  const rows = await trx.selectFrom('product').select(['id', 'code']).where('code', 'in', products.map(({ code }) => code)).execute()
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
