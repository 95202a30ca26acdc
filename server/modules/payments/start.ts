import type { Selectable } from 'kysely'
import type { PaymentChannel, PaymentInput, PaymentStarted } from '@contract/payments'
import { SHOP_NAME } from '@domain/shop'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import type { Session } from '../identity/sessions'
import type { OrderDeps } from '../orders/deps'
import { expireDue } from '../orders/expire'
import { lockOrder, type OrderRow } from '../orders/transition'
import { closePayment } from './close'
import { findPayer, type Payer } from './payer'
import type { PaymentProvider } from './provider'
import type { PaymentTable } from './tables'
import { unavailable } from './unavailable'

/** WeChat's H5 address lives five minutes, its prepay id two hours: longer than an order waits. */
const H5_URL_LIFE_MS = 4 * 60_000

type PaymentRow = Selectable<PaymentTable>

/**
 * Begins to pay the shopper's unpaid order, or goes on with what was begun. Only one attempt is open at a time: before
 * another way to pay begins, the last is closed at WeChat, so that nobody pays twice.
 */
export async function startPayment(deps: OrderDeps, session: Session, number: string, input: PaymentInput, clientIp: string): Promise<PaymentStarted> {
  const { payments } = deps
  if (!payments) throw problem('payment_unavailable')
  await expireDue(deps, { userId: session.userId })
  const payer = await findPayer(deps, session, input)
  const { order, payment } = await openAttempt(deps, session.userId, number, input.channel, payer)
  const prepay = isFresh(deps, payment) ? payment.prepay : await prepare(deps, payments, order, payment, clientIp)
  return answer(deps, payments, order, payment, prepay)
}

interface Attempt {
  order: OrderRow
  payment: PaymentRow
}

async function openAttempt(deps: OrderDeps, userId: string, number: string, channel: PaymentChannel, payer: Payer): Promise<Attempt> {
  const found = await beginAttempt(deps, userId, number, channel, payer)
  if (!('other' in found)) return found
  if ((await closePayment(deps, found.other.id, found.other.trade_no)) === 'unknown') throw problem('payment_unavailable')
  // Closed, or paid: then the order is not unpaid any more, and the second look says so.
  const again = await beginAttempt(deps, userId, number, channel, payer)
  if ('other' in again) throw problem('order_state_conflict')
  return again
}

/** The row is there before WeChat hears of the trade: a notice can be faster than the answer. */
function beginAttempt(deps: OrderDeps, userId: string, number: string, channel: PaymentChannel, payer: Payer): Promise<Attempt | { other: PaymentRow }> {
  return inTransaction(deps.db, async (trx) => {
    const order = await lockOrder(trx, { number, userId })
    const now = deps.clock.now()
    if (order.status !== 'unpaid' || now >= order.pay_by.getTime()) throw problem('order_state_conflict')
    const attempts = await trx.selectFrom('payment').selectAll().where('order_id', '=', order.id).execute()
    const open = attempts.find((attempt) => attempt.status === 'open')
    if (open) return open.channel === channel && open.app_id === payer.appId && open.openid === payer.openid ? { order, payment: open } : { other: open }
    const payment = await trx
      .insertInto('payment')
      .values({
        id: newId(),
        order_id: order.id,
        trade_no: `${order.number}-${attempts.length + 1}`,
        channel,
        app_id: payer.appId,
        openid: payer.openid,
        amount_cents: order.total_cents,
        status: 'open',
        prepay: null,
        prepared_at: null,
        transaction_id: null,
        created_at: new Date(now),
        paid_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { order, payment }
  })
}

function isFresh(deps: OrderDeps, payment: PaymentRow): payment is PaymentRow & { prepay: string } {
  if (payment.prepay === null || payment.prepared_at === null) return false
  return payment.channel !== 'h5' || deps.clock.now() - payment.prepared_at.getTime() < H5_URL_LIFE_MS
}

async function prepare(deps: OrderDeps, payments: PaymentProvider, order: OrderRow, payment: PaymentRow, clientIp: string): Promise<string> {
  const prepay = await payments
    .prepay({
      channel: payment.channel,
      appId: payment.app_id,
      openid: payment.openid,
      tradeNo: payment.trade_no,
      description: `${SHOP_NAME}订单 ${order.number}`,
      amountCents: payment.amount_cents,
      payBy: order.pay_by.getTime(),
      clientIp,
    })
    .catch((error: unknown) => {
      throw unavailable(error)
    })
  const kept = await deps.db
    .updateTable('payment')
    .set({ prepay, prepared_at: new Date(deps.clock.now()) })
    .where('id', '=', payment.id)
    .where('status', '=', 'open')
    .executeTakeFirst()
  // Paid or cancelled while WeChat was answering: nothing to pay any more.
  if (kept.numUpdatedRows === 0n) throw problem('order_state_conflict')
  return prepay
}

function answer({ messages }: OrderDeps, payments: PaymentProvider, order: OrderRow, { channel, ...payment }: PaymentRow, prepay: string): PaymentStarted {
  const common = { amountCents: payment.amount_cents, payBy: order.pay_by.toISOString() }
  if (channel === 'h5') return { channel, h5Url: prepay, ...common }
  const standInUrl = payments.standInUrl(prepay)
  const inWechat = { jsapi: payments.jsapiParams(payment.app_id, prepay), ...common, ...(standInUrl === null ? {} : { standInUrl }) }
  return channel === 'weapp' ? { channel, ...inWechat, messageTemplateId: messages.shipping?.templateId ?? null } : { channel, ...inWechat }
}
