import type { OrderLine } from '@contract/orders'
import { bestBefore, daysLeft, daysLeftOnArrival, todayOf } from '@/components/formatDate'
import { batchText } from '@/features/catalogue/productText'

/** A line's date and whose it is, the days left today, and, until the parcel is there, how many there will be then as it was told when he ordered. */
export function lineDates(line: Pick<OrderLine, 'batchCode' | 'expiresOn' | 'remainingDays' | 'remainingDaysOnArrival'>, isAwaited: boolean): string[] {
  const left = daysLeft(line.remainingDays)
  return [bestBefore(line.expiresOn, todayOf(line)), isAwaited ? `${left}，${daysLeftOnArrival(line.remainingDaysOnArrival)}` : left, batchText(line.batchCode)]
}
