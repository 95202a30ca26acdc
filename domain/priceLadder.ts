import { addDays } from './calendarDay'

/** At a remaining share of shelf life of `minRatio` or more the price is `percent` of the list price. */
export interface LadderRung {
  minRatio: number
  percent: number
}

/** Highest ratio first; the last rung starts at 0 so that every ratio has a price. */
export type Ladder = readonly LadderRung[]

export const DEFAULT_LADDER: Ladder = [
  { minRatio: 0.5, percent: 70 },
  { minRatio: 0.33, percent: 50 },
  { minRatio: 0.2, percent: 35 },
  { minRatio: 0, percent: 20 },
]

/**
 * What is wrong with a ladder, or null when it is sound: ratios strictly falling to 0, percents within
 * 1..100 and never rising as life falls.
 */
export function ladderFault(ladder: Ladder): string | null {
  if (ladder.length === 0) return 'a ladder needs at least one rung'
  for (const [i, rung] of ladder.entries()) {
    const above = ladder[i - 1]
    if (!Number.isFinite(rung.minRatio) || rung.minRatio < 0 || rung.minRatio > 1) return `minRatio outside 0..1: ${rung.minRatio}`
    if (!Number.isInteger(rung.percent) || rung.percent < 1 || rung.percent > 100) return `percent outside 1..100: ${rung.percent}`
    if (above && rung.minRatio >= above.minRatio) return 'minRatio must fall from rung to rung'
    if (above && rung.percent > above.percent) return 'the price may not rise as shelf life falls'
  }
  return ladder[ladder.length - 1]?.minRatio === 0 ? null : 'the last rung must start at minRatio 0'
}

/** Share of the list price, in percent, at a remaining ratio of 0 to 1. */
export function ladderPercent(ladder: Ladder, remainingRatio: number): number {
  const rung = ladder.find((r) => remainingRatio >= r.minRatio) ?? ladder[ladder.length - 1]
  if (!rung) throw new RangeError('a ladder needs at least one rung')
  return rung.percent
}

/** `percent` of a price in cents, rounded half up to the cent; never below one cent for a price above zero. */
export function percentOf(listPriceCents: number, percent: number): number {
  if (listPriceCents === 0) return 0
  return Math.max(1, Math.round((listPriceCents * percent) / 100))
}

export interface PricedBatch {
  expiresOn: string
  shelfLifeDays: number
  listPriceCents: number
  ladder: Ladder
}

/** Today's price in cents for a batch with `remainingDays` left. */
export function priceOn(batch: PricedBatch, remainingDays: number): number {
  return percentOf(batch.listPriceCents, ladderPercent(batch.ladder, ratio(batch, remainingDays)))
}

/** The falls still to come after a day with `remainingDays` left, soonest first, none after `lastDay`. */
export function priceSteps(batch: PricedBatch, remainingDays: number, lastDay: string): { startsOn: string; priceCents: number }[] {
  const steps: { startsOn: string; priceCents: number }[] = []
  let price = priceOn(batch, remainingDays)
  for (const above of batch.ladder.slice(0, -1)) {
    const startDaysLeft = firstDayBelow(batch.shelfLifeDays, above.minRatio)
    // The price of that day, not of the next rung: a short life may pass several rungs in one night.
    const stepPrice = priceOn(batch, startDaysLeft)
    const startsOn = addDays(batch.expiresOn, -startDaysLeft)
    if (startDaysLeft < 0 || startDaysLeft >= remainingDays || stepPrice >= price || startsOn > lastDay) continue
    steps.push({ startsOn, priceCents: stepPrice })
    price = stepPrice
  }
  return steps
}

/** The next day on which another rung of the ladder applies, whether or not the price in cents falls with it; null when the last one does. */
export function nextRungOn(batch: PricedBatch, remainingDays: number): string | null {
  const daysLeft = batch.ladder.map(({ minRatio }) => firstDayBelow(batch.shelfLifeDays, minRatio)).filter((days) => days >= 0 && days < remainingDays)
  return daysLeft.length === 0 ? null : addDays(batch.expiresOn, -Math.max(...daysLeft))
}

function ratio(batch: PricedBatch, remainingDays: number): number {
  return Math.min(1, Math.max(0, remainingDays / batch.shelfLifeDays))
}

/** The largest number of days left whose ratio is already below `minRatio`. */
function firstDayBelow(shelfLifeDays: number, minRatio: number): number {
  let days = Math.ceil(minRatio * shelfLifeDays)
  // Floating point may put the product a hair above the whole number; the comparison in ladderPercent decides.
  while (days >= 0 && days / shelfLifeDays >= minRatio) days -= 1
  return days
}
