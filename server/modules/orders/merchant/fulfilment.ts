import { carrierName, type Carrier } from '@domain/carriers'
import type { OrderStatus } from '@domain/orderState'
import type { Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { inTransaction } from '../../../database/transaction'
import { problem } from '../../../errors'
import { newId } from '../../../ids'
import { writeNotice } from '../../notices/write'
import { openOrderContact, type OrderContact } from '../contact'
import type { BackOfficeDeps } from '../deps'
import { release } from '../stock'
import { lockOrder, lockOrderOfOwner, moveOrder, stockLinesOf, type OrderRow } from '../transition'
import { recordMerchantEvent } from './audit'
import { demand, type MerchantAction, type Operator } from './roles'

type Trx = Transaction<Database>

export interface Deed {
  /** Who does it: his role has to allow it, and his name goes on record. */
  operator: Operator
  number: string
}

export interface Parcel {
  carrier: Carrier
  trackingNumber: string
}

/** The goods are in the box. Throws `not_permitted`, `not_found`, `order_state_conflict`, as all of these. */
export async function packOrder(deps: BackOfficeDeps, deed: Deed): Promise<void> {
  await act(deps, deed, 'pack', {}, async (trx, order, now) => {
    await moveOrder(trx, order, 'pack', 'merchant', now)
  })
}

/** The parcel is on its way. The shopper has a notice of it; WeChat hears of it from the running shop, which tries until it has. */
export async function shipOrder(deps: BackOfficeDeps, deed: Deed, { carrier, trackingNumber }: Parcel): Promise<void> {
  const ship = async (trx: Trx, order: OrderRow, now: number) => {
    await moveOrder(trx, order, 'ship', 'merchant', now, { carrier, tracking_number: trackingNumber })
    await addTrace(trx, order, now, `商家已发货，由${carrierName(carrier)}配送，运单号 ${trackingNumber}`, null)
    await tellShipped(trx, order, now)
    // WeChat keeps the money of what was paid in the mini-program until it knows. It asks for no other: a payment by the
    // official account has its own app id, and one in another browser no payer.
    const paid = await trx.selectFrom('payment').select(['openid', 'app_id']).where('order_id', '=', order.id).where('status', '=', 'paid').orderBy('paid_at').executeTakeFirst()
    if (paid?.openid && paid.app_id === deps.wechat.appId) await trx.insertInto('shipping_upload').values({ order_id: order.id, status: 'waiting', next_try_at: new Date(now) }).execute()
  }
  // Not the tracking number: at the carrier it leads to the recipient, and the record never forgets.
  await act(deps, deed, 'ship', { carrier }, ship, lockOrderOfOwner)
}

/**
 * Puts a wrong carrier or tracking number right while the parcel is on its way: the shopper reads it in the trace. WeChat is
 * told again, and takes one correction; of a further one the order says that it was refused there.
 */
export async function correctParcel(deps: BackOfficeDeps, deed: Deed, { carrier, trackingNumber }: Parcel): Promise<void> {
  await act(deps, deed, 'correctParcel', { carrier }, async (trx, order, now) => {
    if (order.status !== 'shipped') throw problem('order_state_conflict', { detail: `an order that is ${order.status} has no parcel on its way` })
    if (order.carrier === carrier && order.tracking_number === trackingNumber) throw problem('order_state_conflict', { detail: 'that is its carrier and number already' })
    await trx.updateTable('shop_order').set({ carrier, tracking_number: trackingNumber }).where('id', '=', order.id).execute()
    await addTrace(trx, order, now, `商家更正了运单，由${carrierName(carrier)}配送，运单号 ${trackingNumber}`, null)
    await trx
      .updateTable('shipping_upload')
      .set((eb) => ({ status: 'waiting' as const, attempts: 0, next_try_at: new Date(now), revision: eb('revision', '+', 1) }))
      .where('order_id', '=', order.id)
      .execute()
  })
}

/** The carrier has handed it over. */
export async function deliverOrder(deps: BackOfficeDeps, deed: Deed): Promise<void> {
  await act(deps, deed, 'deliver', {}, async (trx, order, now) => {
    await moveOrder(trx, order, 'deliver', 'merchant', now)
    await addTrace(trx, order, now, '包裹已送达', null)
  })
}

/** News of a parcel on its way. */
export async function traceOrder(deps: BackOfficeDeps, deed: Deed, text: string, place: string | null): Promise<void> {
  await act(deps, deed, 'trace', {}, async (trx, order, now) => {
    if (order.shipped_at === null) throw problem('order_state_conflict', { detail: 'an order that was not shipped has no parcel' })
    await addTrace(trx, order, now, text, place)
  })
}

/** Cancels an unpaid order. What is paid is given back by a refund. */
export async function cancelForMerchant(deps: BackOfficeDeps, deed: Deed): Promise<void> {
  await act(deps, deed, 'cancel', {}, async (trx, order, now) => {
    await moveOrder(trx, order, 'cancel', 'merchant', now, { cancel_reason: 'merchant' })
    await release(trx, await stockLinesOf(trx, order.id), now)
  })
}

/** While a parcel is to be packed or may get lost: whoever has it is nobody else's business. */
export const LABEL_STATUSES: readonly OrderStatus[] = ['paid', 'packed', 'shipped']

/** Recipient, number and street in full, for the label. Who reads them is on record. */
export async function readContact(deps: BackOfficeDeps, deed: Deed): Promise<OrderContact> {
  return act(deps, deed, 'readContact', {}, async (_trx, order) => {
    if (!LABEL_STATUSES.includes(order.status)) throw problem('order_state_conflict', { detail: `an order that is ${order.status} needs no label` })
    return openOrderContact(deps.vault, order)
  })
}

/**
 * One deed on one order: the role is checked, the order locked, the work done and put on record, or none of it. `detail` goes
 * on record as well, without personal data; what is known only afterwards is taken from the result.
 */
export async function act<T>(
  deps: BackOfficeDeps,
  { operator, number }: Deed,
  action: MerchantAction,
  detail: Record<string, unknown> | ((result: T) => Record<string, unknown>),
  work: (trx: Trx, order: OrderRow, now: number) => Promise<T>,
  lock: typeof lockOrder = lockOrder,
): Promise<T> {
  demand(operator, action)
  return inTransaction(deps.db, async (trx) => {
    const order = await lock(trx, { number })
    const now = deps.clock.now()
    const result = await work(trx, order, now)
    await recordMerchantEvent(trx, now, { operator: operator.name, action, orderNumber: number, detail: { ...(typeof detail === 'function' ? detail(result) : detail), from: order.status } })
    return result
  })
}

async function addTrace(trx: Trx, order: OrderRow, now: number, text: string, place: string | null): Promise<void> {
  await trx.insertInto('order_trace').values({ id: newId(), order_id: order.id, at: new Date(now), text, place }).execute()
}

/** With the message that he allowed when he paid. */
async function tellShipped(trx: Trx, order: OrderRow, now: number): Promise<void> {
  if (order.user_id === null) return
  const line = await trx.selectFrom('order_line').select('batch_id').where('order_id', '=', order.id).orderBy('position').limit(1).executeTakeFirst()
  await writeNotice(trx, now, { user_id: order.user_id, kind: 'shipped', order_id: order.id, batch_id: line?.batch_id ?? null, mayMessage: order.shipping_message })
}
