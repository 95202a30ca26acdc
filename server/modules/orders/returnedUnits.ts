import { sql, type RawBuilder } from 'kysely'

/**
 * Units of one line of an order that went back, or are on their way: all that was wanted back and not refused. The two name the
 * columns of the order's id and of the batch.
 */
export function returnedUnits(orderId: string, batchId: string): RawBuilder<number> {
  return sql<number>`(
    select coalesce(sum(back.quantity), 0)::int
    from refund as wish
    inner join refund_line as back on back.refund_id = wish.id
    where wish.order_id = ${sql.ref(orderId)} and back.batch_id = ${sql.ref(batchId)} and wish.status <> 'rejected'
  )`
}
