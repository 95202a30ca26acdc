import type { PersonalDataSection } from '../privacy/section'

/** The cart, and which guest's carts went into it. */
export const cartData: PersonalDataSection = {
  tables: ['cart_line', 'cart_merge'],
  async export(db, _deps, userId) {
    const rows = await db
      .selectFrom('cart_line as l')
      .leftJoin('batch as b', 'b.id', 'l.batch_id')
      .leftJoin('product as p', 'p.id', 'b.product_id')
      .select(['l.batch_id', 'p.name', 'l.quantity', 'l.added_at'])
      .where('l.user_id', '=', userId)
      .orderBy('l.added_at', 'desc')
      .orderBy('l.batch_id')
      .execute()
    return { cart: rows.map((row) => ({ batchId: row.batch_id, name: row.name, quantity: row.quantity, addedAt: row.added_at.toISOString() })) }
  },
  async erase(trx, userId) {
    await trx.deleteFrom('cart_line').where('user_id', '=', userId).execute()
    await trx.deleteFrom('cart_merge').where('user_id', '=', userId).execute()
  },
}
