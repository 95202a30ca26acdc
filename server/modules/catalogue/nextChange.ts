import type { Batch } from '@contract/catalogue'
import { addDays } from '@domain/calendarDay'
import { nextRungOn, type Ladder } from '@domain/priceLadder'
import { lastDaysWindow, nearExpiryWindowDays } from '@domain/shelfLife'

type Offer = Pick<Batch, 'expiresOn' | 'shelfLifeDays' | 'listPriceCents' | 'remainingDays' | 'lastSellableOn'>

/**
 * The first day after today on which time alone changes what a list says of a batch that is for sale: its price, its
 * mark, or that it is for sale at all. Days left are not counted: they change every day, and are computed when read.
 */
export function nextChangeOn(offer: Offer, ladder: Ladder): string {
  const { expiresOn, shelfLifeDays, remainingDays, lastSellableOn } = offer
  const marks = [nearExpiryWindowDays(shelfLifeDays), lastDaysWindow(shelfLifeDays)].filter((days) => days < remainingDays)
  const days = [nextRungOn({ ...offer, ladder }, remainingDays), addDays(lastSellableOn, 1), ...marks.map((left) => addDays(expiresOn, -left))]
  return days.filter((day) => day !== null).reduce((first, day) => (day < first ? day : first))
}
