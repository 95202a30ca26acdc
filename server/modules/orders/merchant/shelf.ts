import { sql, type RawBuilder } from 'kysely'

/**
 * Units of a batch that are sold and still on the shelf: paid for and not packed, also where the money is wanted back
 * meanwhile. `stock` has them no more, and whoever counts the shelf counts them. What was called off is nobody's: if it is
 * there, the count puts it back. `batchId` names the column.
 */
export function unitsToPack(batchId: string): RawBuilder<number> {
  return sql<number>`(
    select coalesce(sum(sold.quantity), 0)::int
    from order_line as sold
    inner join shop_order as buyer on buyer.id = sold.order_id
    where sold.batch_id = ${sql.ref(batchId)}
      and (buyer.status = 'paid' or (buyer.status = 'refunding' and buyer.status_before_refund = 'paid'
        and not exists (select 1 from refund as off where off.order_id = buyer.id and off.kind = 'calledOff')))
  )`
}
