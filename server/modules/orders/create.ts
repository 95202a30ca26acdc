import { createHash, randomBytes } from 'node:crypto'
import type { Order, OrderInput, PreviewLine } from '@contract/orders'
import type { Address } from '@contract/addresses'
import { UNPAID_ORDER_LIMIT } from '@contract/limits'
import { todayInShanghai } from '@domain/calendarDay'
import { NEAR_EXPIRY_NOTICE } from '@domain/nearExpiryNotice'
import { orderNumber } from '@domain/orderNumber'
import { PAYMENT_WINDOW_MS } from '@domain/orderState'
import { transitDaysTo } from '@domain/transit'
import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction, LostRace } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import { findAddress } from '../addresses/repository'
import { presentAddress } from '../addresses/present'
import { holdCoupon } from '../coupons/hold'
import { applyCoupon, lockCoupon, type AppliedCoupon } from '../coupons/offer'
import { lockUser } from '../identity/accounts'
import { sealOrderContact } from './contact'
import type { OrderDeps } from './deps'
import { expireDue, releaseOverdueHolds } from './expire'
import { evaluateLines, goodsOf, obstaclesOf, totalsOf, type EvaluatedLine } from './lines'
import { hasPhone, nearExpiryNotice, shortBatches } from './preview'
import { readOrder } from './read'
import { countUnpaid, findByKey, insertOrder } from './repository'
import { lockProducts, productsOf, reserve } from './stock'

type Trx = Transaction<Database>

const NUMBER_RANDOM_BYTES = 10

export interface MadeOrder {
  order: Order
  /** Made by an earlier request with the same key. */
  isReplay: boolean
}

/**
 * Makes an order and holds its goods, all in one transaction or not at all. The price is that of this moment: a lower one
 * than the shopper saw is charged, a higher one refused (`order_changed`), as is a coupon that does not count any more
 * (`coupon_unusable`). The key is kept with the order: the same key
 * and body answer the same order whenever they come, another body `idempotency_mismatch`. A refusal leaves nothing behind,
 * so the key may be used again for a better try.
 */
export async function createOrder(deps: OrderDeps, userId: string, key: string, input: OrderInput): Promise<MadeOrder> {
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('base64url')
  const attempt = () => inTransaction(deps.db, (trx) => place(trx, deps, userId, { key, hash }, input))
  // A coupon may be held by an order of his own whose time is over.
  if (input.couponId) await expireDue(deps, { userId })
  let outcome = await attempt()
  // Goods may be held by orders whose time is over and which nobody has looked at since.
  if (outcome.kind === 'short' && (await releaseOverdueHolds(deps, outcome.batchIds))) outcome = await attempt()
  if (outcome.kind === 'short') throw changed(outcome.lines)
  return { order: await readOrder(deps, userId, outcome.number), isReplay: outcome.kind === 'known' }
}

type Outcome = { kind: 'made' | 'known'; number: string } | { kind: 'short'; batchIds: string[]; lines: EvaluatedLine[] }

async function place(trx: Trx, deps: OrderDeps, userId: string, { key, hash }: { key: string; hash: string }, input: OrderInput): Promise<Outcome> {
  // One order of a shopper at a time: repetitions of a key wait here for the first, and the limit is counted right.
  if (!(await lockUser(trx, userId))) throw problem('session_expired')
  const known = await findByKey(trx, userId, key)
  if (known) {
    if (known.request_hash !== hash) throw problem('idempotency_mismatch')
    return { kind: 'known', number: known.number }
  }
  if (!(await hasPhone(trx, userId))) throw problem('phone_required')
  const address = await ownAddress(trx, deps, userId, input.addressId)
  if ((await countUnpaid(trx, userId, deps.clock.now())) >= UNPAID_ORDER_LIMIT) throw problem('order_limit_reached')

  if (input.couponId) await lockCoupon(trx, userId, input.couponId)
  await lockProducts(trx, await productsOf(trx, input.lines.map((line) => line.batchId)))
  const now = deps.clock.now()
  const destination = { regionCode: address.regionCode, transitDays: transitDaysTo(address.regionCode) }
  const lines = await evaluateLines(trx, input.lines, destination, todayInShanghai(now))
  if (obstaclesOf(lines).length > 0) {
    const batchIds = shortBatches(lines)
    if (batchIds.length > 0) return { kind: 'short', batchIds, lines }
    throw changed(lines)
  }
  const views = lines.flatMap(({ view }) => (view ? [view] : []))
  const confirmed = requireConfirmation(views, input)
  const coupon = input.couponId ? await applyCoupon(trx, userId, input.couponId, goodsOf(lines), todayInShanghai(now)) : null
  // The products are locked, so what was just read still holds; the update's own condition is what nobody can get around.
  if (!(await reserve(trx, views, now))) throw new LostRace()
  const number = await store(trx, deps, { userId, key, hash, now, address, transitDays: destination.transitDays, input, lines, confirmed, coupon })
  return { kind: 'made', number }
}

async function ownAddress(trx: Trx, deps: OrderDeps, userId: string, addressId: string): Promise<Address> {
  const row = await findAddress(trx, userId, addressId)
  if (!row) throw problem('not_found', { errors: [{ field: 'body/addressId', message: 'is no address of yours' }] })
  return presentAddress(row, deps.vault)
}

/** Answers the batches that were confirmed. Each line near its date has to be among them, under the text shown today. */
function requireConfirmation(lines: readonly PreviewLine[], { nearExpiryConfirmation: given }: OrderInput): ReadonlySet<string> {
  const notice = nearExpiryNotice(lines)
  if (!notice) return new Set()
  const confirmed = new Set(given?.version === notice.version ? given.batchIds : [])
  if (!notice.batchIds.every((id) => confirmed.has(id))) throw problem('near_expiry_unconfirmed', { members: { nearExpiry: notice } })
  return new Set(notice.batchIds)
}

function changed(lines: readonly EvaluatedLine[]): Error {
  return problem('order_changed', { members: { lines: obstaclesOf(lines) } })
}

interface NewOrder {
  userId: string
  key: string
  hash: string
  now: number
  address: Address
  transitDays: number
  input: OrderInput
  lines: readonly EvaluatedLine[]
  confirmed: ReadonlySet<string>
  coupon: AppliedCoupon | null
}

async function store(trx: Trx, deps: OrderDeps, { userId, key, hash, now, address, transitDays, input, lines, confirmed, coupon }: NewOrder): Promise<string> {
  const id = newId()
  const { recipient, phone, regionCode, province, city, district, detail } = address
  const goods = lines.flatMap(({ view, drawing }) => (view && drawing ? [{ view, drawing }] : []))
  const totals = totalsOf(goods.map(({ view }) => view), regionCode, coupon?.amountCents ?? 0)
  const number = orderNumber(todayInShanghai(now), randomBytes(NUMBER_RANDOM_BYTES))
  await insertOrder(trx, {
    order: {
      id,
      user_id: userId,
      number,
      idempotency_key: key,
      request_hash: hash,
      region_code: regionCode,
      contact: sealOrderContact(deps.vault, id, { address: { recipient, phone, regionCode, province, city, district, detail }, remark: input.remark?.trim() || null }),
      transit_days: transitDays,
      quantity: totals.quantity,
      goods_cents: totals.goodsCents,
      saved_cents: totals.savedCents,
      freight_cents: totals.freightCents,
      coupon_id: coupon?.couponId ?? null,
      coupon_title: coupon?.title ?? null,
      coupon_cents: totals.couponCents,
      total_cents: totals.totalCents,
      created_at: new Date(now),
      pay_by: new Date(now + PAYMENT_WINDOW_MS),
    },
    lines: goods.map(({ view, drawing }, position) => ({
      order_id: id,
      position,
      product_id: view.productId,
      batch_id: view.batchId,
      batch_code: view.batchCode,
      name: view.name,
      brand: view.brand,
      spec: view.spec,
      icon: drawing.icon,
      tint: drawing.tint,
      production_date: view.productionDate,
      shelf_life_days: view.shelfLifeDays,
      expires_on: view.expiresOn,
      days_on_arrival: view.remainingDaysOnArrival,
      near_expiry: view.nearExpiry,
      near_expiry_confirmed: confirmed.has(view.batchId),
      quantity: view.quantity,
      price_cents: view.priceCents,
      list_price_cents: view.listPriceCents,
      coupon_cents: coupon?.shares[position] ?? 0,
    })),
    confirmation: confirmed.size > 0 ? { order_id: id, ...NEAR_EXPIRY_NOTICE, batch_ids: [...confirmed], confirmed_at: new Date(now) } : null,
  })
  // Locked since before the goods, so that this holds; an order without its coupon would be the dearer one.
  if (coupon && !(await holdCoupon(trx, userId, coupon.couponId, id, now))) throw new LostRace()
  return number
}
