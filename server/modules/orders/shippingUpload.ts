import { maskMobileNumber } from '@domain/phone'
import type { ShippingInfo } from '../../wechat/shippingInfo'
import { openOrderContact } from './contact'
import type { OrderDeps } from './deps'

const FIRST_RETRY_MS = 60_000
const LONGEST_RETRY_MS = 6 * 60 * 60_000
const AT_ONCE = 50
/** WeChat takes 120 characters. */
const DESCRIPTION_LENGTH = 110

/** Tells WeChat what was shipped: until it knows, it keeps the money of orders paid inside WeChat. */
export async function uploadDueShipping(deps: OrderDeps): Promise<void> {
  const due = await deps.db
    .selectFrom('shipping_upload')
    .select(['order_id', 'attempts', 'revision'])
    .where('status', '=', 'waiting')
    .where('next_try_at', '<=', new Date(deps.clock.now()))
    .orderBy('next_try_at')
    .limit(AT_ONCE)
    .execute()
  for (const row of due) await upload(deps, row)
}

async function upload(deps: OrderDeps, { order_id: orderId, attempts, revision }: { order_id: string; attempts: number; revision: number }): Promise<void> {
  // Of this revision alone: a parcel that is corrected meanwhile is still to be told.
  const note = (values: object) =>
    deps.db.updateTable('shipping_upload').set({ attempts: attempts + 1, ...values }).where('order_id', '=', orderId).where('revision', '=', revision).execute()
  try {
    const info = await describe(deps, orderId, revision > 1)
    const status = info ? await deps.wechat.uploadShippingInfo(info) : 'refused'
    if (status === 'refused') deps.log.error({ orderId }, 'WeChat does not take the shipping information: enter it in its merchant console')
    await note({ status })
  } catch (error) {
    deps.log.warn({ err: error, orderId }, 'shipping information has to be sent again')
    await note({ next_try_at: new Date(deps.clock.now() + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 10))) })
  }
}

async function describe(deps: OrderDeps, orderId: string, isCorrection: boolean): Promise<ShippingInfo | null> {
  const order = await deps.db.selectFrom('shop_order').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow()
  const payment = await deps.db
    .selectFrom('payment')
    .select(['transaction_id', 'openid'])
    .where('order_id', '=', orderId)
    .where('status', '=', 'paid')
    .orderBy('paid_at')
    .executeTakeFirst()
  if (!payment?.transaction_id || !payment.openid || order.carrier === null || order.tracking_number === null) return null
  const lines = await deps.db.selectFrom('order_line').select(['name', 'quantity']).where('order_id', '=', orderId).orderBy('position').execute()
  return {
    transactionId: payment.transaction_id,
    openid: payment.openid,
    carrier: order.carrier,
    trackingNumber: order.tracking_number,
    description: [...lines.map((line) => `${line.name}×${line.quantity}`).join('，')].slice(0, DESCRIPTION_LENGTH).join(''),
    receiverPhone: maskMobileNumber(openOrderContact(deps.vault, order).address.phone),
    uploadedAt: deps.clock.now(),
    isCorrection,
  }
}
