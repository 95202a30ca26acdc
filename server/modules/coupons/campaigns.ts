import { epochDay, todayInShanghai } from '@domain/calendarDay'
import { COUPON_AMOUNT_MAX_CENTS } from '@domain/coupon'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import type { BackOfficeDeps } from '../orders/deps'
import { recordMerchantEvent } from '../orders/merchant/audit'
import { demand, type Operator } from '../orders/merchant/roles'

export const COUPON_TITLE_MAX_LENGTH = 20
export const COUPON_QUANTITY_MAX = 1_000_000
export const COUPON_DAYS_MAX = 366
const THRESHOLD_MAX_CENTS = 10 * COUPON_AMOUNT_MAX_CENTS

/** What a merchant offers. Days in Shanghai, both ends included. */
export interface NewCoupon {
  title: string
  amountCents: number
  thresholdCents: number
  /** Slug; null: all goods. */
  category: string | null
  quantity: number
  claimFrom: string
  claimUntil: string
  /** Between two days, or for a number of days from the claim on. */
  validity: { startsOn: string; endsOn: string } | { days: number }
}

export type CouponFault = 'title' | 'amount' | 'threshold' | 'category' | 'quantity' | 'claimDays' | 'validity'

/** A campaign as the merchant's people see it. */
export interface Campaign extends NewCoupon {
  id: string
  claimed: number
  /** By orders that were not cancelled. */
  used: number
  status: 'active' | 'stopped'
}

/** What is wrong with it; empty: nothing. */
export function faultsOf(coupon: NewCoupon, today: string): Exclude<CouponFault, 'category'>[] {
  const { title, amountCents, thresholdCents, quantity, claimFrom, claimUntil, validity } = coupon
  return [
    ...(title.trim() === '' || title.length > COUPON_TITLE_MAX_LENGTH ? (['title'] as const) : []),
    ...(isWithin(amountCents, 1, COUPON_AMOUNT_MAX_CENTS) ? [] : (['amount'] as const)),
    ...(isWithin(thresholdCents, amountCents + 1, THRESHOLD_MAX_CENTS) ? [] : (['threshold'] as const)),
    ...(isWithin(quantity, 1, COUPON_QUANTITY_MAX) ? [] : (['quantity'] as const)),
    // Over before it was made: nobody would ever see it.
    ...(isSpan(claimFrom, claimUntil) && claimUntil >= today ? [] : (['claimDays'] as const)),
    ...(isSoundValidity(validity, claimUntil) ? [] : (['validity'] as const)),
  ]
}

/** Whoever claims on the last day can still use it. */
function isSoundValidity(validity: NewCoupon['validity'], claimUntil: string): boolean {
  return 'days' in validity ? isWithin(validity.days, 1, COUPON_DAYS_MAX) : isSpan(validity.startsOn, validity.endsOn) && validity.endsOn >= claimUntil
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

function isSpan(from: string, until: string): boolean {
  try {
    return epochDay(from) <= epochDay(until)
  } catch {
    return false
  }
}

/** Offers it from its first day on. Throws `not_permitted`, and `invalid_request` with the faults by name. Answers its id. */
export async function createCampaign(deps: BackOfficeDeps, operator: Operator, coupon: NewCoupon): Promise<string> {
  demand(operator, 'createCoupon')
  const now = deps.clock.now()
  return inTransaction(deps.db, async (trx) => {
    const faults: CouponFault[] = faultsOf(coupon, todayInShanghai(now))
    if (coupon.category !== null && !(await isCategory(trx, coupon.category))) faults.push('category')
    if (faults.length > 0) {
      throw problem('invalid_request', { detail: `this coupon cannot be: ${faults.join(', ')}`, errors: faults.map((field) => ({ field, message: 'is not possible' })) })
    }
    const id = await insertCampaign(trx, coupon, now)
    const { title, amountCents, thresholdCents, category, quantity } = coupon
    await recordMerchantEvent(trx, now, { operator: operator.name, action: 'createCoupon', detail: { couponId: id, title, amountCents, thresholdCents, category, quantity } })
    return id
  })
}

export async function insertCampaign(trx: Transaction<Database>, coupon: NewCoupon, now: number): Promise<string> {
  const id = newId()
  const { title, amountCents, thresholdCents, category, quantity, claimFrom, claimUntil, validity } = coupon
  await trx
    .insertInto('coupon')
    .values({
      id,
      title: title.trim(),
      amount_cents: amountCents,
      threshold_cents: thresholdCents,
      category,
      claim_from: claimFrom,
      claim_until: claimUntil,
      starts_on: 'days' in validity ? null : validity.startsOn,
      ends_on: 'days' in validity ? null : validity.endsOn,
      valid_days: 'days' in validity ? validity.days : null,
      quantity,
      status: 'active',
      created_at: new Date(now),
    })
    .execute()
  return id
}

/** Nobody claims it any more; what was claimed stays good. Stopped already, nothing happens. Throws `not_permitted`, `not_found`. */
export async function stopCampaign(deps: BackOfficeDeps, operator: Operator, id: string): Promise<void> {
  demand(operator, 'stopCoupon')
  await inTransaction(deps.db, async (trx) => {
    const row = await trx.selectFrom('coupon').select(['status', 'title', 'claimed']).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw problem('not_found')
    if (row.status === 'stopped') return
    await trx.updateTable('coupon').set({ status: 'stopped' }).where('id', '=', id).execute()
    await recordMerchantEvent(trx, deps.clock.now(), { operator: operator.name, action: 'stopCoupon', detail: { couponId: id, title: row.title, claimed: row.claimed } })
  })
}

/** Latest first. Throws `not_permitted`. */
export async function listCampaigns({ db }: Pick<BackOfficeDeps, 'db'>, operator: Operator, limit: number): Promise<Campaign[]> {
  demand(operator, 'viewCoupons')
  const rows = await db
    .selectFrom('coupon as c')
    .selectAll('c')
    .select((eb) =>
      eb
        .selectFrom('shopper_coupon as s')
        .select((sub) => sub.fn.countAll<number>().as('count'))
        .whereRef('s.coupon_id', '=', 'c.id')
        .where('s.order_id', 'is not', null)
        .as('used'),
    )
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    amountCents: row.amount_cents,
    thresholdCents: row.threshold_cents,
    category: row.category,
    quantity: row.quantity,
    claimed: row.claimed,
    used: row.used ?? 0,
    claimFrom: row.claim_from,
    claimUntil: row.claim_until,
    validity: row.starts_on !== null && row.ends_on !== null ? { startsOn: row.starts_on, endsOn: row.ends_on } : { days: row.valid_days ?? 1 },
    status: row.status,
  }))
}

async function isCategory(db: Kysely<Database>, slug: string): Promise<boolean> {
  return (await db.selectFrom('category').select('id').where('slug', '=', slug).executeTakeFirst()) !== undefined
}
