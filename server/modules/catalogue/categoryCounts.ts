import { addDays } from '@domain/calendarDay'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../../database/schema'

/** The stretch that the first screen calls the last days: a week, the longest that the domain does. */
export const LAST_DAYS = 7

/** What of a listing's row is counted. */
export interface CountedRow {
  category_id: string
  expires_on: string
}

/** Counts all of it anew: the day moves every product one nearer to its last week. */
export async function recount(trx: Transaction<Database>, today: string): Promise<void> {
  await trx.deleteFrom('category_count').execute()
  await trx
    .insertInto('category_count')
    .columns(['category_id', 'products', 'last_days'])
    .expression((eb) =>
      eb
        .selectFrom('product_listing')
        .select((part) => [
          'category_id',
          sql<number>`count(*)::integer`.as('products'),
          sql<number>`(count(*) filter (where ${part('expires_on', '<=', addDays(today, LAST_DAYS))}))::integer`.as('last_days'),
        ])
        .groupBy('category_id'),
    )
    .execute()
}

/** Notes what a change took off the list and put on it. In the order of ids, so that two changes at once never wait for each other in a ring. */
export async function countChanges(trx: Transaction<Database>, before: readonly CountedRow[], after: readonly CountedRow[], today: string): Promise<void> {
  const lastDay = addDays(today, LAST_DAYS)
  const changes = new Map<string, { products: number; lastDays: number }>()
  const add = (rows: readonly CountedRow[], by: number) => {
    for (const { category_id: id, expires_on: expiresOn } of rows) {
      const change = changes.get(id) ?? { products: 0, lastDays: 0 }
      changes.set(id, { products: change.products + by, lastDays: change.lastDays + (expiresOn <= lastDay ? by : 0) })
    }
  }
  add(before, -1)
  add(after, 1)
  for (const [categoryId, { products, lastDays }] of [...changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (products === 0 && lastDays === 0) continue
    await trx
      .insertInto('category_count')
      .values({ category_id: categoryId, products, last_days: lastDays })
      .onConflict((conflict) =>
        conflict.column('category_id').doUpdateSet({ products: sql`category_count.products + ${products}`, last_days: sql`category_count.last_days + ${lastDays}` }),
      )
      .execute()
  }
}
