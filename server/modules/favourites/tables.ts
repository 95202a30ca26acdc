export interface FavouriteTable {
  user_id: string
  product_id: string
  added_at: Date
}

export interface FavouriteTables {
  favourite: FavouriteTable
}
