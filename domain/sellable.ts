import { daysBetween } from './calendarDay'
import { lastSellableDay } from './shelfLife'

export type UnsellableReason = 'withdrawn' | 'expired' | 'tooClose' | 'soldOut'

export interface SellableBatch {
  expiresOn: string
  isWithdrawn: boolean
  /** Units that nobody has reserved. */
  free: number
}

/**
 * Why a batch may not be sold on `today`, or null when it may. The reason that no restocking can cure comes
 * first: selling past the date is forbidden, whatever else is true.
 */
export function unsellableReason(today: string, batch: SellableBatch, minDaysAtDelivery: number, transitDays: number): UnsellableReason | null {
  if (daysBetween(today, batch.expiresOn) < 0) return 'expired'
  if (batch.isWithdrawn) return 'withdrawn'
  if (daysBetween(today, lastSellableDay(batch.expiresOn, minDaysAtDelivery, transitDays)) < 0) return 'tooClose'
  return batch.free > 0 ? null : 'soldOut'
}
