import type { Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { problem } from '../../../errors'
import { openCalledOff } from '../../payments/openRefund'
import { earliestTry } from '../../payments/refundable'
import type { BackOfficeDeps } from '../deps'
import { moveOrder, type OrderRow } from '../transition'
import { act, type Deed } from './fulfilment'

/**
 * Sends the money back: the running shop hands it to WeChat within a minute, and tries until it is done. `refundId` is the wish
 * that was looked at: another that has taken its place since, with other goods and another amount, is `order_state_conflict`.
 */
export async function approveRefund(deps: BackOfficeDeps, deed: Deed, refundId?: string): Promise<void> {
  await act(deps, deed, 'approveRefund', {}, async (trx, order, now) => {
    await decide(trx, order, refundId, { status: 'approved', next_try_at: await earliestTry(trx, order, now) })
  })
}

/** Says no, in words that the shopper reads. The order goes on from where it was. `refundId` as above. */
export async function rejectRefund(deps: BackOfficeDeps, deed: Deed, answer: string, refundId?: string): Promise<void> {
  await act(deps, deed, 'rejectRefund', {}, async (trx, order, now) => {
    await decide(trx, order, refundId, { status: 'rejected', answer, finished_at: new Date(now) })
    await moveOrder(trx, order, 'rejectRefund', 'merchant', now)
  })
}

/** An order that cannot be sent: the money goes back, in words that the shopper reads. */
export async function callOffOrder(deps: BackOfficeDeps, deed: Deed, answer: string): Promise<void> {
  await act(deps, deed, 'callOff', {}, async (trx, order, now) => {
    await moveOrder(trx, order, 'callOff', 'merchant', now)
    await openCalledOff(trx, deps, order, answer)
  })
}

interface Decision {
  status: 'approved' | 'rejected'
  answer?: string
  next_try_at?: Date
  finished_at?: Date
}

/** Only a shopper's wish is the merchant's to decide; money that came too late or twice goes back by itself. */
async function decide(trx: Transaction<Database>, order: OrderRow, refundId: string | undefined, decision: Decision): Promise<void> {
  let query = trx.updateTable('refund').set(decision).where('order_id', '=', order.id).where('status', '=', 'requested')
  if (refundId !== undefined) query = query.where('id', '=', refundId)
  const changed = await query.executeTakeFirst()
  if (changed.numUpdatedRows !== 1n) throw problem('order_state_conflict', { detail: 'nobody has asked for a refund' })
}
