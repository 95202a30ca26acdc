import { sql, type Kysely } from 'kysely'

/** The batch's number as it is printed, kept with what was sold, as its dates are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('order_line').addColumn('batch_code', 'text').execute()
  await sql`update order_line set batch_code = coalesce((select code from batch where batch.id = order_line.batch_id), '')`.execute(db)
  await db.schema.alterTable('order_line').alterColumn('batch_code', (c) => c.setNotNull()).execute()
}
