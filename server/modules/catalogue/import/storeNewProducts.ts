import { addDays } from '@domain/calendarDay'
import type { Insertable, Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { newId } from '../../../ids'
import type { BatchTable, ProductTable } from '../tables'
import { ladderOf } from './batchChange'
import { isProduct, productionDateOf } from './check'
import { namedColumns } from './compare'
import type { BatchEntry, ProductEntry } from './format'
import type { CatalogueSource } from './source'
import { categoryId } from './storeCategories'

/** Rows per statement, so that none comes near PostgreSQL's 65,535 parameters. */
const CHUNK = 1_000
const PRODUCTS_AT_A_TIME = 500

/** Another import made a product after this one looked: what it found no longer holds, and it has to look again. */
export class Overtaken extends Error {
  constructor() {
    super('overtaken by another import')
    this.name = 'Overtaken'
  }
}

/** Reads the file once more and makes the products of these codes. Answers their ids, in order. */
export async function storeNewProducts(
  trx: Transaction<Database>,
  source: CatalogueSource,
  codes: ReadonlySet<string>,
  categories: ReadonlyMap<string, string>,
  today: string,
): Promise<string[]> {
  const ids: string[] = []
  for await (const products of chunked(source, codes)) {
    const rows = products.map((product) => productRow(product, categoryId(categories, product.category), today))
    const made = await trx.insertInto('product').values(rows).onConflict((conflict) => conflict.column('code').doNothing()).executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== BigInt(rows.length)) throw new Overtaken()
    const batches = products.flatMap((product, i) => product.batches.map((batch) => newBatchRow(batch, rows[i]?.id ?? '', today)))
    for (let start = 0; start < batches.length; start += CHUNK) await trx.insertInto('batch').values(batches.slice(start, start + CHUNK)).execute()
    ids.push(...rows.map(({ id }) => id))
  }
  if (ids.length !== codes.size) throw new Error('the file changed while it was read')
  return ids.sort()
}

export function newBatchRow(batch: BatchEntry, productId: string, today: string) {
  if (batch.stock === undefined) throw new Error('a new batch without stock was not refused')
  const productionDate = productionDateOf(batch, today)
  return {
    id: newId(),
    product_id: productId,
    code: batch.code,
    production_date: productionDate,
    shelf_life_days: batch.shelfLifeDays,
    expires_on: addDays(productionDate, batch.shelfLifeDays),
    stock: batch.stock,
    reserved: 0,
    list_price_cents: batch.listPriceCents,
    ladder: ladderText(ladderOf(batch, null)),
    status: batch.status ?? 'active',
  } satisfies Insertable<BatchTable>
}

export function ladderText(ladder: ReturnType<typeof ladderOf>): string | null {
  return ladder && JSON.stringify(ladder)
}

async function* chunked(source: CatalogueSource, codes: ReadonlySet<string>): AsyncGenerator<ProductEntry[]> {
  let chunk: ProductEntry[] = []
  for await (const row of source.rows()) {
    if (row.kind === 'fault' || (row.kind === 'product' && !isProduct.Check(row.value))) throw new Error('the file changed while it was read')
    if (row.kind === 'product' && isProduct.Check(row.value) && codes.has(row.value.code)) chunk.push(row.value)
    if (chunk.length < PRODUCTS_AT_A_TIME) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

function productRow(product: ProductEntry, categoryIdOfIt: string, today: string): Insertable<ProductTable> {
  return {
    id: newId(),
    code: product.code,
    category_id: categoryIdOfIt,
    description: '',
    keywords: [],
    ...namedColumns(product),
    sold_count: product.soldCount,
    listed_on: addDays(today, -product.listedDaysAgo),
  }
}
