import type { PersonalDataSection } from '../privacy/section'

export const favouritesData: PersonalDataSection = {
  tables: ['favourite', 'favourite_alert'],
  async export(db, _deps, userId) {
    const rows = await db
      .selectFrom('favourite')
      .innerJoin('product', 'product.id', 'favourite.product_id')
      .leftJoin('favourite_alert as a', (join) => join.onRef('a.user_id', '=', 'favourite.user_id').onRef('a.product_id', '=', 'favourite.product_id'))
      .select(['favourite.product_id', 'product.name', 'favourite.added_at', 'a.known_cents', 'a.message', 'a.created_at'])
      .where('favourite.user_id', '=', userId)
      .orderBy('favourite.added_at', 'desc')
      .execute()
    return {
      favourites: rows.map((row) => ({
        productId: row.product_id,
        name: row.name,
        addedAt: row.added_at.toISOString(),
        alert: row.created_at !== null && row.message !== null ? { createdAt: row.created_at.toISOString(), knownCents: row.known_cents, message: row.message } : null,
      })),
    }
  },
  /** Alerts go with their favourites. */
  erase: async (trx, userId) => void (await trx.deleteFrom('favourite').where('user_id', '=', userId).execute()),
}
