import type { Batch, PriceStep } from '@contract/catalogue'
import { DEFAULT_LADDER, ladderPercent, priceOn, priceSteps, type Ladder } from '@domain/priceLadder'
import { unsellableReason } from '@domain/sellable'
import { DEFAULT_TRANSIT_DAYS, lastSellableDay, shelfLifeOn } from '@domain/shelfLife'
import { daysOnArrival } from '@domain/transit'
import type { BatchStatus } from './tables'

export interface BatchRow {
  id: string
  code: string
  production_date: string
  shelf_life_days: number
  expires_on: string
  stock: number
  reserved: number
  list_price_cents: number
  ladder: Ladder | null
  status: BatchStatus
}

/**
 * A batch as it stands on the day `today` in Shanghai: the one place where dates and prices become an answer.
 * `transitDays` is for those who know where the parcel goes.
 */
export function viewBatch(row: BatchRow, minDaysAtDelivery: number, today: string, transitDays = DEFAULT_TRANSIT_DAYS): Batch {
  const shelfLife = shelfLifeOn(today, { expiresOn: row.expires_on, shelfLifeDays: row.shelf_life_days })
  const priced = {
    expiresOn: row.expires_on,
    shelfLifeDays: row.shelf_life_days,
    listPriceCents: row.list_price_cents,
    ladder: row.ladder ?? DEFAULT_LADDER,
  }
  const free = row.stock - row.reserved
  const sellable = { expiresOn: row.expires_on, isWithdrawn: row.status === 'withdrawn', free }
  const lastSellableOn = lastSellableDay(row.expires_on, minDaysAtDelivery, transitDays)
  return {
    id: row.id,
    code: row.code,
    productionDate: row.production_date,
    shelfLifeDays: row.shelf_life_days,
    expiresOn: row.expires_on,
    lastSellableOn,
    ...shelfLife,
    remainingDaysOnArrival: daysOnArrival(shelfLife.remainingDays, transitDays),
    priceCents: priceOn(priced, shelfLife.remainingDays),
    listPriceCents: row.list_price_cents,
    pricePercent: ladderPercent(priced.ladder, shelfLife.remainingRatio),
    nextSteps: steps(priced, shelfLife.remainingDays, lastSellableOn),
    stock: free,
    unsellableReason: unsellableReason(today, sellable, minDaysAtDelivery, transitDays),
  }
}

function steps(priced: Parameters<typeof priceSteps>[0], remainingDays: number, lastSellableOn: string): PriceStep[] {
  return remainingDays < 0 ? [] : priceSteps(priced, remainingDays, lastSellableOn)
}
