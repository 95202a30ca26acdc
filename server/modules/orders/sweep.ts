import { FINISH_AFTER_DELIVERY_DAYS, nextStatus } from '@domain/orderState'
import { inTransaction } from '../../database/transaction'
import { sendDueReminders } from '../dates/sendReminders'
import { tellAlerts } from '../favourites/tellAlerts'
import { sendDueMessages } from '../notices/sendMessages'
import { closeForgotten } from '../payments/reconcile'
import { runDueRefunds } from '../payments/refunds'
import type { OrderDeps } from './deps'
import { expireDue } from './expire'
import { sweepRefundPhotos } from './refundPhotos'
import { uploadDueShipping } from './shippingUpload'
import { factsOf, lockOrderById, moveOrder } from './transition'

const INTERVAL_MS = 60_000
const AT_ONCE = 200
const DAY_MS = 86_400_000

/**
 * Everything that time brings about: orders that nobody paid, parcels that arrived long ago, refunds, shipping
 * information, reminders and alerts still to be sent. Each part stands alone, and any number of instances may do it at once.
 */
export async function sweepOrders(deps: OrderDeps): Promise<void> {
  const parts: Record<string, () => Promise<unknown>> = {
    'unpaid orders': () => expireDue(deps),
    'forgotten payments': () => closeForgotten(deps),
    refunds: () => runDueRefunds(deps),
    'received orders': () => finishReceived(deps),
    'photos that no refund names': () => sweepRefundPhotos(deps),
    'shipping information': () => uploadDueShipping(deps),
    reminders: () => sendDueReminders(deps),
    alerts: () => tellAlerts(deps),
    'messages in WeChat': () => sendDueMessages(deps),
  }
  for (const [part, run] of Object.entries(parts)) {
    await run().catch((error: unknown) => deps.log.warn({ err: error, part }, 'a sweep failed and is tried again in a minute'))
  }
}

/** Sweeps now, for the time that the shop was closed, and then every minute. The answer stops it. */
export function startSweeping(deps: OrderDeps): () => Promise<void> {
  let running: Promise<void> | null = null
  const run = () => {
    // A slow one is not overtaken by the next.
    running ??= sweepOrders(deps).finally(() => (running = null))
  }
  run()
  const timer = setInterval(run, INTERVAL_MS).unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

async function finishReceived(deps: OrderDeps): Promise<void> {
  const now = deps.clock.now()
  // Shipped that long ago, or it cannot be due; the table decides.
  const rows = await deps.db
    .selectFrom('shop_order')
    .select('id')
    .where('status', 'in', ['shipped', 'delivered'])
    .where('shipped_at', '<', new Date(now - FINISH_AFTER_DELIVERY_DAYS * DAY_MS))
    .orderBy('shipped_at')
    .limit(AT_ONCE)
    .execute()
  for (const { id } of rows) {
    await inTransaction(deps.db, async (trx) => {
      const order = await lockOrderById(trx, id)
      if (nextStatus(factsOf(order), 'finish', 'clock', now) !== null) await moveOrder(trx, order, 'finish', 'clock', now)
    })
  }
}
