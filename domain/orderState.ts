import { daysBetween, todayInShanghai } from './calendarDay'

/**
 * Where an order stands. `refunding` covers everything between the wish for the money and its return;
 * `cancelled` was never paid, `refunded` was.
 */
export type OrderStatus = 'unpaid' | 'paid' | 'packed' | 'shipped' | 'delivered' | 'done' | 'cancelled' | 'refunding' | 'refunded'

/** Who makes something happen: `payment` is what WeChat Pay says, `clock` is time passing. */
export type OrderActor = 'shopper' | 'merchant' | 'payment' | 'clock'

export type OrderEvent =
  | 'pay'
  | 'cancel'
  | 'expire'
  | 'pack'
  | 'ship'
  | 'deliver'
  | 'receive'
  | 'finish'
  | 'requestRefund'
  | 'rejectRefund'
  | 'refund'
  | 'refundPart'
  | 'payLate'
  | 'callOff'

/** How the tabs of "my orders" put states together. */
export type OrderGroup = 'unpaid' | 'toShip' | 'toReceive' | 'done' | 'refund' | 'cancelled'

/** How long the goods are held for an order that is not paid. */
export const PAYMENT_WINDOW_MS = 15 * 60_000
/** Days after which a delivered order is taken as received. */
export const FINISH_AFTER_DELIVERY_DAYS = 7
/** Days after which a parcel without any further news is taken as received. */
export const FINISH_AFTER_SHIPPING_DAYS = 15
/** Days after receipt in which a refund may still be asked for. */
export const REFUND_AFTER_RECEIPT_DAYS = 7

/** What the rules look at. Instants are milliseconds since the epoch. */
export interface OrderFacts {
  status: OrderStatus
  /** Where the order stood when the refund was asked for. */
  statusBeforeRefund: OrderStatus | null
  payBy: number
  shippedAt: number | null
  deliveredAt: number | null
  doneAt: number | null
}

interface Transition {
  event: OrderEvent
  by: readonly OrderActor[]
  from: readonly OrderStatus[]
  /** `before`: back to where the order stood before the refund was asked for. */
  to: OrderStatus | 'before'
  when?: (order: OrderFacts, now: number) => boolean
}

/**
 * Every step that an order can take, who may take it, and when. Whatever is not here does not happen.
 * Money decides over the clock: a payment that arrives for an order still unpaid is good, however late;
 * one that arrives after the goods were let go (`payLate`) is sent back.
 */
export const TRANSITIONS: readonly Transition[] = [
  { event: 'pay', by: ['payment'], from: ['unpaid'], to: 'paid' },
  { event: 'cancel', by: ['shopper', 'merchant'], from: ['unpaid'], to: 'cancelled' },
  { event: 'expire', by: ['clock'], from: ['unpaid'], to: 'cancelled', when: (order, now) => now >= order.payBy },
  { event: 'pack', by: ['merchant'], from: ['paid'], to: 'packed' },
  { event: 'ship', by: ['merchant'], from: ['paid', 'packed'], to: 'shipped' },
  { event: 'deliver', by: ['merchant'], from: ['shipped'], to: 'delivered' },
  { event: 'receive', by: ['shopper'], from: ['shipped', 'delivered'], to: 'done' },
  { event: 'finish', by: ['clock'], from: ['shipped', 'delivered'], to: 'done', when: isReceivedByNow },
  { event: 'requestRefund', by: ['shopper'], from: ['paid', 'packed', 'shipped', 'delivered'], to: 'refunding' },
  { event: 'requestRefund', by: ['shopper'], from: ['done'], to: 'refunding', when: isWithinRefundTime },
  { event: 'rejectRefund', by: ['merchant'], from: ['refunding'], to: 'before', when: (order) => order.statusBeforeRefund !== null },
  // Nothing can be sent: the goods are missing or spoilt.
  { event: 'callOff', by: ['merchant'], from: ['paid', 'packed'], to: 'refunding' },
  { event: 'payLate', by: ['payment'], from: ['cancelled'], to: 'refunding' },
  // By the merchant where WeChat cannot: he has given it back in another way.
  { event: 'refund', by: ['payment', 'merchant'], from: ['refunding'], to: 'refunded' },
  // Money for some of the goods is back; the others stay, and with them every date that the order has.
  { event: 'refundPart', by: ['payment', 'merchant'], from: ['refunding'], to: 'before', when: (order) => order.statusBeforeRefund !== null && order.shippedAt !== null },
]

/** Where `event`, brought about by `actor` at `now`, takes the order; null when it may not happen. */
export function nextStatus(order: OrderFacts, event: OrderEvent, actor: OrderActor, now: number): OrderStatus | null {
  const step = TRANSITIONS.find(
    (transition) => transition.event === event && transition.by.includes(actor) && transition.from.includes(order.status) && (transition.when?.(order, now) ?? true),
  )
  if (!step) return null
  return step.to === 'before' ? order.statusBeforeRefund : step.to
}

const GROUPS: Record<OrderGroup, readonly OrderStatus[]> = {
  unpaid: ['unpaid'],
  toShip: ['paid', 'packed'],
  toReceive: ['shipped', 'delivered'],
  done: ['done'],
  refund: ['refunding', 'refunded'],
  cancelled: ['cancelled'],
}

export const ORDER_GROUPS = Object.keys(GROUPS) as OrderGroup[]

export function statusesOf(group: OrderGroup): readonly OrderStatus[] {
  return GROUPS[group]
}

/** What the shopper's screen offers as a button, the most likely first. */
export type ShopperAction = 'pay' | 'cancel' | 'receive' | 'trace' | 'requestRefund' | 'buyAgain'

export function shopperActions(order: OrderFacts, now: number): ShopperAction[] {
  const may = (event: OrderEvent) => nextStatus(order, event, 'shopper', now) !== null
  return [
    ...(order.status === 'unpaid' && now < order.payBy ? (['pay'] as const) : []),
    ...(may('receive') ? (['receive'] as const) : []),
    ...(order.shippedAt !== null ? (['trace'] as const) : []),
    ...(may('cancel') ? (['cancel'] as const) : []),
    ...(may('requestRefund') ? (['requestRefund'] as const) : []),
    ...(order.status === 'unpaid' ? [] : (['buyAgain'] as const)),
  ]
}

/** Whole calendar days, as every date of the shop: an order delivered at noon is not finished at noon. */
function isReceivedByNow(order: OrderFacts, now: number): boolean {
  if (order.status === 'delivered') return isPast(order.deliveredAt, FINISH_AFTER_DELIVERY_DAYS, now)
  return isPast(order.shippedAt, FINISH_AFTER_SHIPPING_DAYS, now)
}

function isWithinRefundTime(order: OrderFacts, now: number): boolean {
  return !isPast(order.doneAt, REFUND_AFTER_RECEIPT_DAYS, now)
}

function isPast(since: number | null, days: number, now: number): boolean {
  return since !== null && daysBetween(todayInShanghai(since), todayInShanghai(now)) > days
}
