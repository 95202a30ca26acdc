import { daysBetween } from '@domain/calendarDay'
import type { Kysely } from 'kysely'
import type { Database } from '../../../database/schema'
import type { BatchEntry, CategoryEntry, ProductEntry } from '../import/format'

/** Products read at a time. */
const CHUNK = 500

export interface CatalogueExport {
  categories: CategoryEntry[]
  hotWords: string[]
  /** A few hundred at a time, so that a shop of any size fits into memory. In the order in which they were made. */
  products: () => AsyncGenerator<ProductEntry[]>
}

/**
 * The whole catalogue in the shape that an import reads: loading it again brings back nothing that was sold or
 * taken off sale in between. That is why the stock comes with what was seen, and why goods on sale do not say that they are. Dates
 * are given as dates, `listedDaysAgo` counts back from the Shanghai day `today`. Products without a batch are left out: there is nothing of them to sell.
 */
export async function exportCatalogue(db: Kysely<Database>, today: string): Promise<CatalogueExport> {
  const categories = await db.selectFrom('category').select(['id', 'slug', 'name', 'icon', 'tint']).orderBy('position').orderBy('id').execute()
  const words = await db.selectFrom('hot_word').select('word').orderBy('position').execute()
  const slugs = new Map(categories.map(({ id, slug }) => [id, slug]))
  return {
    categories: categories.map(({ slug, name, icon, tint }) => ({ slug, name, icon, tint })),
    hotWords: words.map(({ word }) => word),
    products: () => pages(db, slugs, today),
  }
}

async function* pages(db: Kysely<Database>, slugs: Map<string, string>, today: string): AsyncGenerator<ProductEntry[]> {
  for (let after: string | undefined; ; ) {
    const rows = await db
      .selectFrom('product')
      .selectAll()
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(CHUNK)
      .execute()
    if (rows.length === 0) return
    after = rows[rows.length - 1]?.id
    const batches = await batchesOf(db, rows.map(({ id }) => id))
    yield rows.flatMap((row): ProductEntry[] => {
      const own = batches.get(row.id)
      if (!own) return []
      return [
        {
          code: row.code,
          name: row.name,
          brand: row.brand,
          spec: row.spec,
          category: slugs.get(row.category_id) ?? '',
          storage: row.storage,
          origin: row.origin,
          description: row.description,
          icons: row.icons,
          tint: row.tint,
          minDaysAtDelivery: row.min_days_at_delivery,
          soldCount: row.sold_count,
          keywords: row.keywords,
          listedDaysAgo: Math.max(0, daysBetween(row.listed_on, today)),
          batches: own,
        },
      ]
    })
  }
}

async function batchesOf(db: Kysely<Database>, productIds: string[]): Promise<Map<string, BatchEntry[]>> {
  const rows = await db.selectFrom('batch').selectAll().where('product_id', 'in', productIds).orderBy('id').execute()
  const byProduct = new Map<string, BatchEntry[]>()
  for (const row of rows) {
    const entry: BatchEntry = {
      code: row.code,
      productionDate: row.production_date,
      shelfLifeDays: row.shelf_life_days,
      stock: row.stock,
      listPriceCents: row.list_price_cents,
      ladder: [...(row.ladder ?? [])],
      ...(row.status === 'active' ? {} : { status: row.status }),
      stockSeen: row.stock,
    }
    byProduct.set(row.product_id, [...(byProduct.get(row.product_id) ?? []), entry])
  }
  return byProduct
}
