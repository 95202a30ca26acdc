import type { Kysely } from 'kysely'
import type { Database } from '../../server/database/schema'
import { newId } from '../../server/ids'

/** Products without batches: enough for whoever only points at them. Answers their ids, in order. */
export async function insertProducts(db: Kysely<Database>, count: number): Promise<string[]> {
  const categoryId = newId()
  await db.insertInto('category').values({ id: categoryId, slug: `c-${categoryId}`, name: '饮料', icon: 'glass-of-milk', tint: 't1', position: 0 }).execute()
  const rows = Array.from({ length: count }, (_, i) => {
    const id = newId()
    return {
      id,
      code: id,
      category_id: categoryId,
      name: `牛奶 ${i}`,
      brand: '山谷',
      spec: '250ml',
      storage: 'chilled' as const,
      origin: '内蒙古',
      description: '',
      icons: ['glass-of-milk'],
      tint: 't1' as const,
      keywords: [],
      min_days_at_delivery: 0,
      sold_count: 0,
      listed_on: '2026-05-01',
    }
  })
  for (let start = 0; start < count; start += 200) await db.insertInto('product').values(rows.slice(start, start + 200)).execute()
  return rows.map((row) => row.id)
}
