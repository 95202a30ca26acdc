import type { RefundPhoto } from '@contract/refunds'
import { nextStatus } from '@domain/orderState'
import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import { redraw } from '../pictures/upload'
import type { BackOfficeDeps } from './deps'
import { findOwn } from './repository'
import { factsOf, lockOrder, type OrderRow } from './transition'

type Trx = Transaction<Database>

/** Enough to read a printed date by, and no more. */
const LONGEST_SIDE = 1600
/** More than a refund takes: a shopper picks, thinks better of it, and picks again. Then the oldest goes. */
const WAITING_LIMIT = 10
/** Photos of a wish that never came. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000

/** The photo as it is kept. Throws what `redraw` throws. */
export function renderRefundPhoto(upload: Buffer): Promise<Buffer> {
  return redraw(upload, (image) =>
    image.resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true }).flatten({ background: '#ffffff' }).toColourspace('srgb').jpeg({ quality: 80, mozjpeg: true }),
  )
}

/** Before a photo is taken in: throws `not_found`, and `order_state_conflict` where no refund may be asked for. */
export async function expectRefundable(deps: BackOfficeDeps, userId: string, number: string): Promise<void> {
  const order = await findOwn(deps.db, userId, number)
  if (!order) throw problem('not_found')
  refuseOthers(order, deps.clock.now())
}

/** Keeps a photo for the refund that will name it. */
export async function addRefundPhoto(deps: BackOfficeDeps, userId: string, number: string, content: Buffer): Promise<RefundPhoto> {
  const id = newId()
  await inTransaction(deps.db, async (trx) => {
    const order = await lockOrder(trx, { number, userId })
    const now = deps.clock.now()
    refuseOthers(order, now)
    await trx.insertInto('refund_photo').values({ id, order_id: order.id, refund_id: null, position: null, content, created_at: new Date(now) }).execute()
    const kept = trx.selectFrom('refund_photo').select('id').where('order_id', '=', order.id).where('refund_id', 'is', null).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(WAITING_LIMIT)
    await trx.deleteFrom('refund_photo').where('order_id', '=', order.id).where('refund_id', 'is', null).where('id', 'not in', kept).execute()
  })
  return presentRefundPhoto(number, id)
}

/** Gives the named photos to the refund and forgets the others. Throws `refund_photo_missing`. The order is locked by the caller. */
export async function attachRefundPhotos(trx: Trx, orderId: string, refundId: string, photoIds: readonly string[]): Promise<void> {
  for (const [position, id] of photoIds.entries()) {
    const given = await trx
      .updateTable('refund_photo')
      .set({ refund_id: refundId, position })
      .where('id', '=', id)
      .where('order_id', '=', orderId)
      .where('refund_id', 'is', null)
      .executeTakeFirst()
    if (given.numUpdatedRows !== 1n) throw problem('refund_photo_missing')
  }
  await trx.deleteFrom('refund_photo').where('order_id', '=', orderId).where('refund_id', 'is', null).execute()
}

/** A photo of the shopper's own order. Throws `not_found`, also for another's. */
export async function readOwnRefundPhoto(deps: BackOfficeDeps, userId: string, number: string, id: string): Promise<Buffer> {
  const row = await deps.db
    .selectFrom('refund_photo as f')
    .innerJoin('shop_order as o', 'o.id', 'f.order_id')
    .select('f.content')
    .where('f.id', '=', id)
    .where('o.number', '=', number)
    .where('o.user_id', '=', userId)
    .executeTakeFirst()
  if (!row) throw problem('not_found')
  return row.content
}

export async function sweepRefundPhotos({ db, clock }: BackOfficeDeps): Promise<void> {
  await db
    .deleteFrom('refund_photo')
    .where('refund_id', 'is', null)
    .where('created_at', '<', new Date(clock.now() - FORGOTTEN_AFTER_MS))
    .execute()
}

export function presentRefundPhoto(number: string, id: string): RefundPhoto {
  return { id, url: `/v1/orders/${number}/refund-photos/${id}` }
}

function refuseOthers(order: OrderRow, now: number): void {
  if (nextStatus(factsOf(order), 'requestRefund', 'shopper', now) === null) throw problem('order_state_conflict', { detail: `no refund may be asked for an order that is ${order.status}` })
}
