import type { PersonalDataSection } from '../privacy/section'

/** Hangs on orders, which an erasure makes nobody's: what the shopper noted on them goes before. */
export const datesData: PersonalDataSection = {
  tables: ['finished_line'],
  async export(db, _deps, userId) {
    const rows = await db
      .selectFrom('finished_line as f')
      .innerJoin('shop_order as o', 'o.id', 'f.order_id')
      .innerJoin('order_line as l', (join) => join.onRef('l.order_id', '=', 'f.order_id').onRef('l.batch_id', '=', 'f.batch_id'))
      .select(['o.number', 'f.batch_id', 'l.name', 'l.expires_on', 'f.finished_at'])
      .where('o.user_id', '=', userId)
      .orderBy('f.finished_at', 'desc')
      .orderBy('f.batch_id')
      .execute()
    return {
      dates: rows.map((row) => ({ orderNumber: row.number, batchId: row.batch_id, name: row.name, expiresOn: row.expires_on, finishedAt: row.finished_at.toISOString() })),
    }
  },
  async erase(trx, userId) {
    const orders = trx.selectFrom('shop_order').select('id').where('user_id', '=', userId)
    await trx.deleteFrom('finished_line').where('order_id', 'in', orders).execute()
  },
}
