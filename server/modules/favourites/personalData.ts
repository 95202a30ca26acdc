import type { PersonalDataSection } from '../privacy/section'

export const favouritesData: PersonalDataSection = {
  tables: ['favourite'],
  async export(db, _deps, userId) {
    const rows = await db
      .selectFrom('favourite')
      .innerJoin('product', 'product.id', 'favourite.product_id')
      .select(['favourite.product_id', 'product.name', 'favourite.added_at'])
      .where('favourite.user_id', '=', userId)
      .orderBy('favourite.added_at', 'desc')
      .execute()
    return { favourites: rows.map((row) => ({ productId: row.product_id, name: row.name, addedAt: row.added_at.toISOString() })) }
  },
  erase: async (trx, userId) => void (await trx.deleteFrom('favourite').where('user_id', '=', userId).execute()),
}
