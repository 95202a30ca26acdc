import type { ClaimableCoupons, OwnCoupon, OwnCouponPage, OwnCouponQuery } from '@contract/coupons'
import { addDays, todayInShanghai } from '@domain/calendarDay'
import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { lockUser } from '../identity/accounts'
import type { OrderDeps } from '../orders/deps'
import { expireDue } from '../orders/expire'
import { presentClaimable, presentOwn } from './present'
import { findOwnCoupon, listClaimable, listOwnCoupons, takeOne, type CouponPosition, type OwnRow } from './repository'

const DEFAULT_LIMIT = 20
/** On offer at once; more is no offer any more. */
const CLAIMABLE_LIMIT = 50

/** What anybody may claim today. */
export async function claimableCoupons({ db, clock }: Pick<OrderDeps, 'db' | 'clock'>): Promise<ClaimableCoupons> {
  return { items: (await listClaimable(db, todayInShanghai(clock.now()), CLAIMABLE_LIMIT)).map(presentClaimable), nextCursor: null }
}

/** One page of the shopper's own. Orders whose time is over give theirs back first. */
export async function ownCoupons(deps: OrderDeps, userId: string, { status = 'unused', cursor, limit = DEFAULT_LIMIT }: OwnCouponQuery): Promise<OwnCouponPage> {
  await expireDue(deps, { userId })
  const today = todayInShanghai(deps.clock.now())
  const scope = `coupons/${userId}/${status}`
  const after = cursor === undefined ? null : toPosition(deps.cursors.open(scope, cursor))
  // One more than asked for tells whether there is another page.
  const rows = await listOwnCoupons(deps.db, userId, status, today, after, limit + 1)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => presentOwn(row, today)),
    nextCursor: last ? deps.cursors.seal(scope, [status === 'used' ? (last.used_at?.toISOString() ?? '') : last.ends_on, last.id]) : null,
  }
}

/**
 * Claims one for the shopper. Claimed before, it is the same one, whatever became of it and of the offer since. Throws
 * `not_found`, `coupon_over` when none is left, `coupon_closed` outside of its days or once it was stopped.
 */
export async function claimCoupon({ db, clock }: OrderDeps, userId: string, couponId: string): Promise<OwnCoupon> {
  const today = todayInShanghai(clock.now())
  return inTransaction(db, async (trx) => {
    if (!(await lockUser(trx, userId))) throw problem('session_expired')
    const known = await findOwnCoupon(trx, userId, couponId)
    if (known) return presentOwn(known, today)
    return presentOwn(await take(trx, userId, couponId, clock.now()), today)
  })
}

async function take(trx: Transaction<Database>, userId: string, couponId: string, now: number): Promise<OwnRow> {
  const today = todayInShanghai(now)
  const isTaken = await takeOne(trx, couponId, today)
  const coupon = await trx.selectFrom('coupon').select(['starts_on', 'ends_on', 'valid_days', 'claimed', 'quantity']).where('id', '=', couponId).executeTakeFirst()
  if (!coupon) throw problem('not_found')
  if (!isTaken) throw problem(coupon.claimed < coupon.quantity ? 'coupon_closed' : 'coupon_over')
  await trx
    .insertInto('shopper_coupon')
    .values({
      user_id: userId,
      coupon_id: couponId,
      claimed_at: new Date(now),
      starts_on: coupon.starts_on ?? today,
      // The day of the claim is the first.
      ends_on: coupon.ends_on ?? addDays(today, (coupon.valid_days ?? 1) - 1),
      order_id: null,
      used_at: null,
    })
    .execute()
  const made = await findOwnCoupon(trx, userId, couponId)
  if (!made) throw new Error('a coupon that was just claimed is gone')
  return made
}

function toPosition([key = '', id = '']: (string | number)[]): CouponPosition {
  return { key: String(key), id: String(id) }
}
