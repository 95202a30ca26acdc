import { addDays, daysBetween } from './calendarDay'
import { NEAR_EXPIRY_TIERS, SHORTEST_TIER } from './nearExpiryTiers'

export type Freshness = 'fresh' | 'near' | 'last' | 'expired'

/** The near-expiry window by shelf life, in days. */
export function nearExpiryWindowDays(shelfLifeDays: number): number {
  const tier = NEAR_EXPIRY_TIERS.find(({ minShelfLifeDays }) => shelfLifeDays >= minShelfLifeDays)
  if (tier) return tier.nearDays
  const { shelfLifeShare, fewestDays, mostDays } = SHORTEST_TIER
  return Math.min(mostDays, Math.max(fewestDays, Math.ceil(shelfLifeDays * shelfLifeShare)))
}

/** The last stretch of the near-expiry window: a third of it, at most a week, at least one day. */
export function lastDaysWindow(shelfLifeDays: number): number {
  return Math.min(7, Math.max(1, Math.ceil(nearExpiryWindowDays(shelfLifeDays) / 3)))
}

export interface ShelfLife {
  remainingDays: number
  /** Share of the shelf life that is left, 0 to 1. */
  remainingRatio: number
  freshness: Freshness
  nearExpiry: boolean
}

/**
 * Where a batch stands on the calendar day `today`. The expiry day itself is still good (0 days left).
 * Throws `RangeError` for a shelf life below one day: such a batch must be refused at import.
 */
export function shelfLifeOn(today: string, batch: { expiresOn: string; shelfLifeDays: number }): ShelfLife {
  if (!Number.isInteger(batch.shelfLifeDays) || batch.shelfLifeDays < 1) {
    throw new RangeError(`shelf life must be a whole number of days above zero: ${batch.shelfLifeDays}`)
  }
  const remainingDays = daysBetween(today, batch.expiresOn)
  const remainingRatio = Math.min(1, Math.max(0, remainingDays / batch.shelfLifeDays))
  return { remainingDays, remainingRatio, ...mark(remainingDays, batch.shelfLifeDays) }
}

function mark(remainingDays: number, shelfLifeDays: number): Pick<ShelfLife, 'freshness' | 'nearExpiry'> {
  if (remainingDays < 0) return { freshness: 'expired', nearExpiry: true }
  if (remainingDays <= lastDaysWindow(shelfLifeDays)) return { freshness: 'last', nearExpiry: true }
  if (remainingDays <= nearExpiryWindowDays(shelfLifeDays)) return { freshness: 'near', nearExpiry: true }
  return { freshness: 'fresh', nearExpiry: false }
}

/** Days a parcel travels where the shopper has given no address yet. */
export const DEFAULT_TRANSIT_DAYS = 2

/** A parcel travels: sale stops early enough that `minDaysAtDelivery` are left at the door. */
export function lastSellableDay(expiresOn: string, minDaysAtDelivery: number, transitDays: number): string {
  return addDays(expiresOn, -(minDaysAtDelivery + transitDays))
}
