import type { NearExpiryNotice, OrderPreview, PreviewInput, PreviewLine } from '@contract/orders'
import { todayInShanghai } from '@domain/calendarDay'
import { NEAR_EXPIRY_NOTICE } from '@domain/nearExpiryNotice'
import { PAYMENT_WINDOW_MS } from '@domain/orderState'
import { transitDaysTo } from '@domain/transit'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { readAddress } from '../addresses/service'
import { offerCoupons } from '../coupons/offer'
import type { OrderDeps } from './deps'
import { expireDue, releaseOverdueHolds } from './expire'
import { evaluateLines, goodsOf, totalsOf, type EvaluatedLine } from './lines'

/** The order as it would be, without making it. Another shopper's address is `not_found`. */
export async function previewOrder(deps: OrderDeps, userId: string, input: PreviewInput): Promise<OrderPreview> {
  const address = input.addressId ? await readAddress(deps, userId, input.addressId) : null
  const regionCode = address?.regionCode ?? null
  const destination = { regionCode, transitDays: transitDaysTo(regionCode) }
  const today = todayInShanghai(deps.clock.now())
  const evaluate = () => evaluateLines(deps.db, input.lines, destination, today)
  // Whatever his own orders hold beyond their time, a coupon above all, is his to use again.
  await expireDue(deps, { userId })
  let lines = await evaluate()
  if (await releaseOverdueHolds(deps, shortBatches(lines))) lines = await evaluate()
  const views = lines.flatMap(({ view }) => (view ? [view] : []))
  const orderable = views.filter((view) => view.orderable)
  const coupons = await offerCoupons(deps.db, userId, goodsOf(lines.filter(({ view }) => view?.orderable)), wishOf(input), today)
  return {
    lines: views,
    missing: lines.flatMap(({ wanted, view }) => (view ? [] : [wanted.batchId])),
    address,
    transitDays: destination.transitDays,
    nearExpiry: nearExpiryNotice(orderable),
    totals: totalsOf(orderable, regionCode, coupons.usable.find(({ couponId }) => couponId === coupons.chosenId)?.savesCents ?? 0),
    coupons,
    needsPhone: !(await hasPhone(deps.db, userId)),
    canOrder: address !== null && orderable.length === lines.length,
    paymentWindowSeconds: PAYMENT_WINDOW_MS / 1000,
  }
}

/** What is shown is what is charged: whoever says nothing of coupons sends none with the order. */
function wishOf({ couponId = null }: PreviewInput): string | null | undefined {
  return couponId === 'best' ? undefined : couponId
}

/** What has to be confirmed for these lines; null when none is close to its date. */
export function nearExpiryNotice(lines: readonly Pick<PreviewLine, 'batchId' | 'nearExpiry'>[]): NearExpiryNotice | null {
  const batchIds = lines.filter((line) => line.nearExpiry).map((line) => line.batchId)
  return batchIds.length > 0 ? { ...NEAR_EXPIRY_NOTICE, batchIds } : null
}

/** Batches that have fewer free units than wanted: some may be held by orders whose time is over. */
export function shortBatches(lines: readonly EvaluatedLine[]): string[] {
  return lines.flatMap(({ view }) => (view?.changes.some((change) => change.kind === 'stock') ? [view.batchId] : []))
}

/** A courier has to be able to call: orders need a number that was proven. */
export async function hasPhone(db: Kysely<Database>, userId: string): Promise<boolean> {
  const row = await db.selectFrom('phone_binding').select('user_id').where('user_id', '=', userId).executeTakeFirst()
  return row !== undefined
}
