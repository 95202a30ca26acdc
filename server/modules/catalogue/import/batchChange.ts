import { addDays } from '@domain/calendarDay'
import type { Ladder } from '@domain/priceLadder'
import type { Selectable } from 'kysely'
import type { BatchTable } from '../tables'
import type { BatchEntry } from './format'

/** What of a batch that the shop knows a file may change, and the units that orders hold. */
export type KnownBatch = Pick<
  Selectable<BatchTable>,
  'stock' | 'reserved' | 'list_price_cents' | 'ladder' | 'status' | 'production_date' | 'shelf_life_days' | 'expires_on'
>

/** A known batch as the file wants it. What the file does not say stays. */
export function batchAfter<Row extends KnownBatch>(row: Row, entry: BatchEntry): Row {
  return {
    ...row,
    ...datesOf(entry),
    stock: stockAfter(row, entry),
    list_price_cents: entry.listPriceCents,
    ladder: ladderOf(entry, row.ladder),
    status: entry.status ?? row.status,
  }
}

/**
 * Why the stock that the file names cannot be set, or null. Somebody counted, but not what is there now: setting the number
 * would bring sold units back.
 */
export function stockFault(row: KnownBatch, entry: BatchEntry): string | null {
  if (!isCounted(entry) || entry.stockSeen === undefined) return null
  if (row.stock === entry.stockSeen || row.stock === countedUnits(row, entry)) return null
  return `there were ${entry.stockSeen} units when the file was made, and there are ${row.stock} now: export again, or count again and leave stockSeen empty`
}

export function isSameBatch(a: KnownBatch, b: KnownBatch): boolean {
  return (
    a.stock === b.stock &&
    a.list_price_cents === b.list_price_cents &&
    a.status === b.status &&
    a.production_date === b.production_date &&
    a.shelf_life_days === b.shelf_life_days &&
    isSameLadder(a.ladder, b.ladder)
  )
}

/** By value: the database hands out a ladder's members in an order of its own. */
export function isSameLadder(a: Ladder | null, b: Ladder | null): boolean {
  const text = (ladder: Ladder | null) => ladder?.map(({ minRatio, percent }) => `${minRatio}:${percent}`).join()
  return text(a) === text(b)
}

/** The ladder that a file gives a batch which has `before` so far; null is the shop's own. */
export function ladderOf({ ladder }: BatchEntry, before: Ladder | null): Ladder | null {
  if (ladder === undefined) return before
  return ladder.length > 0 ? ladder : null
}

function stockAfter(row: KnownBatch, entry: BatchEntry): number {
  return isCounted(entry) ? countedUnits(row, entry) : row.stock
}

/** An export names the stock twice; whoever did not touch it did not count. */
function isCounted({ stock, stockSeen }: BatchEntry): boolean {
  return stock !== undefined && stock !== stockSeen
}

/** Units that unpaid orders hold are there, whatever the file says. */
function countedUnits(row: KnownBatch, { stock = row.stock }: BatchEntry): number {
  return Math.max(stock, row.reserved)
}

/** Only where the file names the day itself: given relative to the day of import, dates would wander with every import. */
function datesOf({ productionDate, shelfLifeDays }: BatchEntry): Partial<KnownBatch> {
  if (productionDate === undefined) return {}
  return { production_date: productionDate, shelf_life_days: shelfLifeDays, expires_on: addDays(productionDate, shelfLifeDays) }
}
