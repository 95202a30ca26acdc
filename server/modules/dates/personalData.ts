import type { PersonalDataSection } from '../privacy/section'

/** Hangs on orders, which an erasure makes nobody's: what the shopper noted on them goes before. */
export const datesData: PersonalDataSection = {
  tables: ['finished_line', 'expiry_reminder'],
  async export(db, _deps, userId) {
    const rows = await db
      .selectFrom('shop_order as o')
      .innerJoin('order_line as l', 'l.order_id', 'o.id')
      .leftJoin('finished_line as f', (join) => join.onRef('f.order_id', '=', 'l.order_id').onRef('f.batch_id', '=', 'l.batch_id'))
      .leftJoin('expiry_reminder as r', (join) => join.onRef('r.order_id', '=', 'l.order_id').onRef('r.batch_id', '=', 'l.batch_id'))
      .select(['o.number', 'l.batch_id', 'l.name', 'l.expires_on', 'f.finished_at', 'r.remind_on', 'r.status', 'r.message', 'r.created_at', 'r.sent_at'])
      .where('o.user_id', '=', userId)
      .where((eb) => eb.or([eb('f.order_id', 'is not', null), eb('r.order_id', 'is not', null)]))
      .orderBy('l.expires_on', 'desc')
      .orderBy('l.order_id')
      .orderBy('l.position')
      .execute()
    return {
      dates: rows.map((row) => ({
        orderNumber: row.number,
        batchId: row.batch_id,
        name: row.name,
        expiresOn: row.expires_on,
        finishedAt: row.finished_at?.toISOString() ?? null,
        reminder:
          row.remind_on !== null && row.status !== null && row.message !== null && row.created_at !== null
            ? { on: row.remind_on, status: row.status, message: row.message, createdAt: row.created_at.toISOString(), sentAt: row.sent_at?.toISOString() ?? null }
            : null,
      })),
    }
  },
  async erase(trx, userId) {
    const orders = trx.selectFrom('shop_order').select('id').where('user_id', '=', userId)
    await trx.deleteFrom('expiry_reminder').where('order_id', 'in', orders).execute()
    await trx.deleteFrom('finished_line').where('order_id', 'in', orders).execute()
  },
}
