import type { RefundKind, RefundStatus } from '@contract/refunds'
import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import type { OrderDeps } from '../orders/deps'
import { restock } from '../orders/stock'
import { lockOrderById, moveOrder, stockLinesOf, type OrderRow } from '../orders/transition'
import { PaymentFailure, type RefundState } from './provider'
import { keepsGoods } from './refundable'
import { beginTry, endTry, UNDER_WAY, type RefundTry } from './refundTry'

type Trx = Transaction<Database>

const FIRST_RETRY_MS = 60_000
const LONGEST_RETRY_MS = 60 * 60_000
/** WeChat answers a refund at once or within days, and tells when it is done; asking is for the news that got lost. */
const ASK_AGAIN_MS = 10 * 60_000
/** What failed ends well only through a person's work. */
const ASK_AFTER_FAILURE_MS = 60 * 60_000

const isUnderWay = (status: RefundStatus) => UNDER_WAY.includes(status)

/**
 * Sends an approved refund to the payment service, or asks how it went: also of one that failed, as the merchant may have put
 * it right in WeChat's console. Never rejects: what fails is tried again, later and later, and WeChat knows a repetition by
 * its number.
 */
export async function runRefund(deps: OrderDeps, id: string): Promise<void> {
  if (!deps.payments) return
  const attempt = await beginTry(deps, id).catch((error: unknown) => deps.log.error({ err: error, refundId: id }, 'a refund could not be tried'))
  if (!attempt) return
  try {
    const known = attempt.status === 'approved' ? 'unknown' : await deps.payments.queryRefund(attempt.refundNo)
    if (known !== 'unknown') await noteRefund(deps, attempt.refundNo, known)
    // What failed begins anew when the merchant says so, and not because WeChat has forgotten it.
    else if (attempt.status === 'failed') await postpone(deps, id, attempt, null)
    // Goods that cost nothing: WeChat takes no refund of nothing.
    else await noteRefund(deps, attempt.refundNo, attempt.amountCents === 0 ? 'succeeded' : await deps.payments.refund(attempt))
  } catch (error) {
    const refusal = error instanceof PaymentFailure ? error.code : null
    deps.log[refusal === null ? 'warn' : 'error']({ err: error, refundId: id }, 'a refund has to be tried again')
    await postpone(deps, id, attempt, refusal).catch((failure: unknown) => deps.log.error({ err: failure, refundId: id }, 'a refund could not be postponed'))
  } finally {
    await endTry(deps, id, attempt).catch((failure: unknown) => deps.log.error({ err: failure, refundId: id }, 'the end of a try could not be noted'))
  }
}

/** What the payment service says about a refund, from its answer or its notice. Saying it again changes nothing. */
export async function noteRefund(deps: OrderDeps, refundNo: string, state: RefundState): Promise<void> {
  const known = await deps.db.selectFrom('refund').select('order_id').where('refund_no', '=', refundNo).executeTakeFirst()
  if (!known) return
  await inTransaction(deps.db, async (trx) => {
    const order = await lockOrderById(trx, known.order_id)
    // Another number by now: this is old news.
    const before = await trx.selectFrom('refund').select(['id', 'kind', 'status', 'finished_at']).where('refund_no', '=', refundNo).executeTakeFirst()
    if (before?.status === 'returned' && (state === 'processing' || state === 'succeeded')) {
      deps.log.error({ refundNo, order: order.number }, 'WeChat returns money that the merchant has returned otherwise')
    }
    if (!before || !isUnderWay(before.status)) return
    const now = deps.clock.now()
    await trx.updateTable('refund').set(outcome(state, before.finished_at, now)).where('id', '=', before.id).execute()
    const isNews = before.status !== 'failed'
    if (isFailure(state) && isNews) deps.log.error({ refundNo, order: order.number, state }, 'WeChat could not return the money: the merchant has to see to it')
    if (state === 'succeeded') await finishRefundedOrder(trx, order, before.kind, 'payment', now)
  })
}

function isFailure(state: RefundState): state is 'abnormal' | 'closed' {
  return state === 'abnormal' || state === 'closed'
}

function outcome(state: RefundState, finishedAt: Date | null, now: number) {
  return {
    status: isFailure(state) ? ('failed' as const) : state,
    failure: isFailure(state) ? state : null,
    // WeChat has taken it.
    refusal: null,
    refused_at: null,
    next_try_at: new Date(now + (isFailure(state) ? ASK_AFTER_FAILURE_MS : ASK_AGAIN_MS)),
    finished_at: state === 'processing' ? null : (finishedAt ?? new Date(now)),
  }
}

/** Money of a locked order is back: for the last of its goods, or for some, and then the order goes on from where it was. */
export async function finishRefundedOrder(trx: Trx, order: OrderRow, kind: RefundKind, actor: 'payment' | 'merchant', now: number): Promise<void> {
  // What came twice leaves the order where it is.
  if (kind === 'doublePayment') return
  if (await keepsGoods(trx, order)) {
    await moveOrder(trx, order, 'refundPart', actor, now)
    return
  }
  await moveOrder(trx, order, 'refund', actor, now)
  // What has left the house does not come back onto the shelf: it is food. Nor does what could not be sent: nobody knows
  // whether it is there, and a count will tell.
  if (kind !== 'calledOff' && order.paid_at !== null && order.shipped_at === null) await restock(trx, await stockLinesOf(trx, order.id), now)
}

/** Every refund whose time has come. */
export async function runDueRefunds(deps: OrderDeps, limit = 50): Promise<number> {
  const due = await deps.db
    .selectFrom('refund')
    .select('id')
    .where('status', 'in', UNDER_WAY)
    .where('next_try_at', '<=', new Date(deps.clock.now()))
    .orderBy('next_try_at')
    .limit(limit)
    .execute()
  for (const { id } of due) await runRefund(deps, id)
  return due.length
}

/** `refusal`: WeChat's code, where it said no; null where it said nothing. Of a try that was overtaken it is no news. */
async function postpone(deps: OrderDeps, id: string, { since }: RefundTry, refusal: string | null): Promise<void> {
  const { attempts } = await deps.db.selectFrom('refund').select('attempts').where('id', '=', id).executeTakeFirstOrThrow()
  const now = deps.clock.now()
  const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 10))
  await deps.db
    .updateTable('refund')
    .set({ attempts: attempts + 1, next_try_at: new Date(now + wait), ...(refusal === null || since === null ? {} : { refusal, refused_at: new Date(now) }) })
    .where('id', '=', id)
    .where('status', 'in', UNDER_WAY)
    .where('trying_since', since === null ? 'is' : '=', since)
    .execute()
}
