/** Goods with a shelf life of at least `minShelfLifeDays` are near their date in their last `nearDays` days. */
export interface NearExpiryTier {
  minShelfLifeDays: number
  nearDays: number
}

/**
 * From which day on food counts as near its date, and is marked, gathered in the near-expiry section and confirmed at
 * checkout. Beijing's table of 2012, used across the country. A shop under another rule sets its own here, longest shelf
 * life first; the server sees the difference at its next start and marks every product anew.
 */
export const NEAR_EXPIRY_TIERS: readonly NearExpiryTier[] = [
  { minShelfLifeDays: 365, nearDays: 45 },
  { minShelfLifeDays: 180, nearDays: 20 },
  { minShelfLifeDays: 90, nearDays: 15 },
  { minShelfLifeDays: 30, nearDays: 10 },
  { minShelfLifeDays: 16, nearDays: 5 },
]

/**
 * Below every tier above. The table says "1 to 4 days" and leaves shelf lives of exactly 15 days open; decided here: they
 * belong to this tier, and the days are this share of the shelf life, rounded up, within those bounds.
 */
export const SHORTEST_TIER = { shelfLifeShare: 1 / 4, fewestDays: 1, mostDays: 4 } as const
