import {
  nextStatus,
  ORDER_GROUPS,
  PAYMENT_WINDOW_MS,
  shopperActions,
  statusesOf,
  TRANSITIONS,
  type OrderActor,
  type OrderEvent,
  type OrderFacts,
  type OrderStatus,
} from '../../domain/orderState'

const NOW = Date.parse('2026-05-20T10:00:00+08:00')
const DAY_MS = 86_400_000
const STATUSES: OrderStatus[] = ['unpaid', 'paid', 'packed', 'shipped', 'delivered', 'done', 'cancelled', 'refunding', 'refunded']
const ACTORS: OrderActor[] = ['shopper', 'merchant', 'payment', 'clock']
const EVENTS = [...new Set(TRANSITIONS.map((transition) => transition.event))]

/** As the order would be in this state, with everything before it a moment ago. */
const facts = (status: OrderStatus, values: Partial<OrderFacts> = {}): OrderFacts => ({ status, statusBeforeRefund: status === 'refunding' ? 'paid' : null, payBy: NOW + 1, shippedAt: NOW, deliveredAt: NOW, doneAt: NOW, ...values })

/** The whole table by hand: event, who, from where → where to. Everything else must not happen. */
const STEPS: [OrderEvent, OrderActor, Partial<Record<OrderStatus, OrderStatus>>][] = [
  ['pay', 'payment', { unpaid: 'paid' }],
  ['cancel', 'shopper', { unpaid: 'cancelled' }],
  ['cancel', 'merchant', { unpaid: 'cancelled' }],
  ['pack', 'merchant', { paid: 'packed' }],
  ['ship', 'merchant', { paid: 'shipped', packed: 'shipped' }],
  ['deliver', 'merchant', { shipped: 'delivered' }],
  ['receive', 'shopper', { shipped: 'done', delivered: 'done' }],
  ['requestRefund', 'shopper', { paid: 'refunding', packed: 'refunding', shipped: 'refunding', delivered: 'refunding', done: 'refunding' }],
  ['rejectRefund', 'merchant', { refunding: 'paid' }],
  ['callOff', 'merchant', { paid: 'refunding', packed: 'refunding' }],
  ['payLate', 'payment', { cancelled: 'refunding' }],
  ['refund', 'payment', { refunding: 'refunded' }],
  ['refund', 'merchant', { refunding: 'refunded' }],
  ['refundPart', 'payment', { refunding: 'paid' }],
  ['refundPart', 'merchant', { refunding: 'paid' }],
]

describe.each(EVENTS)('%s', (event) => {
  test.each(ACTORS.flatMap((actor) => STATUSES.map((status) => [actor, status] as const)))('by %s, from %s', (actor, status) => {
    const expected = STEPS.find(([name, who]) => name === event && who === actor)?.[2][status] ?? null
    expect(nextStatus(facts(status), event, actor, NOW)).toBe(expected)
  })
})

describe('expire', () => {
  test.each([
    [-1, null],
    [0, 'cancelled'],
    [1, 'cancelled'],
  ])('%d ms after the time to pay: %s', (late, expected) => {
    expect(nextStatus(facts('unpaid', { payBy: NOW - late }), 'expire', 'clock', NOW)).toBe(expected)
  })

  test('a payment counts however late it is', () => {
    expect(nextStatus(facts('unpaid', { payBy: NOW - PAYMENT_WINDOW_MS }), 'pay', 'payment', NOW)).toBe('paid')
  })
})

describe('finish', () => {
  test.each<[OrderStatus, Partial<OrderFacts>, OrderStatus | null]>([
    ['delivered', { deliveredAt: NOW - 7 * DAY_MS }, null],
    ['delivered', { deliveredAt: NOW - 8 * DAY_MS }, 'done'],
    // By the calendar: the eighth day has begun in Shanghai.
    ['delivered', { deliveredAt: Date.parse('2026-05-12T23:59:59+08:00') }, 'done'],
    ['delivered', { deliveredAt: Date.parse('2026-05-13T00:00:00+08:00') }, null],
    ['shipped', { shippedAt: NOW - 15 * DAY_MS }, null],
    ['shipped', { shippedAt: NOW - 16 * DAY_MS }, 'done'],
    ['paid', { shippedAt: NOW - 99 * DAY_MS }, null],
  ])('%s %j: %s', (status, values, expected) => {
    expect(nextStatus(facts(status, values), 'finish', 'clock', NOW)).toBe(expected)
  })
})

test.each([
  [7, 'refunding'],
  [8, null],
])('a refund %d days after receipt: %s', (days, expected) => {
  expect(nextStatus(facts('done', { doneAt: NOW - days * DAY_MS }), 'requestRefund', 'shopper', NOW)).toBe(expected)
})

test.each<OrderStatus>(['paid', 'packed', 'shipped', 'delivered', 'done'])('a rejected refund goes back to %s', (before) => {
  expect(nextStatus(facts('refunding', { statusBeforeRefund: before }), 'rejectRefund', 'merchant', NOW)).toBe(before)
})

test.each<OrderStatus>(['shipped', 'delivered', 'done'])('money for some of the goods leaves the order where it was: %s', (before) => {
  expect(nextStatus(facts('refunding', { statusBeforeRefund: before }), 'refundPart', 'payment', NOW)).toBe(before)
})

test.each<Partial<OrderFacts>>([{ shippedAt: null }, { statusBeforeRefund: null }])('an order with %j goes back whole', (values) => {
  expect(nextStatus(facts('refunding', values), 'refundPart', 'payment', NOW)).toBeNull()
})

test('every state is in one tab', () => {
  expect(ORDER_GROUPS.flatMap((group) => [...statusesOf(group)]).sort()).toEqual([...STATUSES].sort())
})

test.each<[OrderStatus, Partial<OrderFacts>, string[]]>([
  ['unpaid', { shippedAt: null }, ['pay', 'cancel']],
  ['unpaid', { shippedAt: null, payBy: NOW }, ['cancel']],
  ['paid', { shippedAt: null }, ['requestRefund', 'buyAgain']],
  ['shipped', {}, ['receive', 'trace', 'requestRefund', 'buyAgain']],
  ['done', {}, ['trace', 'requestRefund', 'buyAgain']],
  ['done', { doneAt: NOW - 8 * DAY_MS }, ['trace', 'buyAgain']],
  ['cancelled', { shippedAt: null }, ['buyAgain']],
  ['refunding', { shippedAt: null }, ['buyAgain']],
])('%s %j offers %j', (status, values, expected) => {
  expect(shopperActions(facts(status, values), NOW)).toEqual(expected)
})
