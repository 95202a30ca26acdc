export interface FavouriteTable {
  user_id: string
  product_id: string
  added_at: Date
}

/** The wish to be told what becomes of a favourite. */
export interface FavouriteAlertTable {
  user_id: string
  product_id: string
  /** What the shopper has seen or was told: whether anything of it is for sale, at what price, and the latest date of whose last days he knows. */
  known_available: boolean
  known_cents: number | null
  known_last_on: string | null
  /** Whether he allowed a message in WeChat. The notice that it goes with spends it. */
  message: 'none' | 'granted'
  created_at: Date
}

export interface FavouriteTables {
  favourite: FavouriteTable
  favourite_alert: FavouriteAlertTable
}
