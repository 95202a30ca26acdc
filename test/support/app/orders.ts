import type { Order, OrderPreview, OrderSummary, OrderTotals, PreviewLine } from '@contract/orders'
import type { PaymentStarted } from '@contract/payments'
import type { ApiRequest } from '@/api/transport'
import { picture } from './catalogue'
import { makeAddress } from './factories'
import type { FakeApi } from './fakeApi'

export const NUMBER = '261122-7K4M9-QXR2T'

export function makeTotals(over: Partial<OrderTotals> = {}): OrderTotals {
  return { quantity: 2, goodsCents: 5980, savedCents: 11620, freightCents: 0, couponCents: 0, totalCents: 5980, ...over }
}

/** Two of `batch-1`, near its date, at 29.90. Today is 2026-11-22. */
export function makePreviewLine(over: Partial<PreviewLine> = {}): PreviewLine {
  return {
    batchId: 'batch-1',
    batchCode: 'A1',
    productId: 'product-1',
    name: '黑巧克力',
    brand: '可可里',
    spec: '',
    picture,
    quantity: 2,
    priceCents: 2990,
    listPriceCents: 8800,
    productionDate: '2025-12-24',
    shelfLifeDays: 365,
    expiresOn: '2026-12-24',
    remainingDays: 32,
    remainingDaysOnArrival: 29,
    freshness: 'near',
    nextStep: { startsOn: '2026-12-06', priceCents: 2490 },
    nearExpiry: true,
    stock: 46,
    orderable: true,
    changes: [],
    ...over,
  }
}

export function makePreview(lines: PreviewLine[] = [makePreviewLine()], over: Partial<OrderPreview> = {}): OrderPreview {
  const near = lines.filter(({ nearExpiry, orderable }) => nearExpiry && orderable).map(({ batchId }) => batchId)
  const goodsCents = lines.filter(({ orderable }) => orderable).reduce((sum, { priceCents, quantity }) => sum + priceCents * quantity, 0)
  return {
    lines,
    missing: [],
    address: makeAddress(),
    transitDays: 3,
    nearExpiry: near.length > 0 ? { version: '2026-11-01', wording: '以上商品临近保质期，不支持七天无理由退货。', batchIds: near } : null,
    totals: makeTotals({ goodsCents, totalCents: goodsCents }),
    coupons: { chosenId: null, usable: [], unusable: [] },
    needsPhone: false,
    canOrder: lines.every(({ orderable }) => orderable),
    paymentWindowSeconds: 900,
    ...over,
  }
}

export function makeOrder(over: Partial<Order> = {}): Order {
  const { freshness: _fresh, nextStep: _next, stock: _stock, orderable: _may, changes: _changes, ...line } = makePreviewLine()
  return {
    number: NUMBER,
    status: 'unpaid',
    actions: ['pay', 'cancel'],
    createdAt: '2026-11-22T04:00:00.000Z',
    payBy: '2026-11-22T04:15:00.000Z',
    secondsToPay: 845,
    totals: makeTotals(),
    lines: [{ ...line, nearExpiryConfirmed: true, couponCents: 0, returnedQuantity: 0 }],
    address: makeAddress(),
    remark: null,
    coupon: null,
    nearExpiry: { version: '2026-11-01', wording: '以上商品临近保质期，不支持七天无理由退货。', confirmedAt: '2026-11-22T04:00:00.000Z' },
    shipping: null,
    refund: null,
    refunds: [],
    refundableCents: 0,
    cancelReason: null,
    paidAt: null,
    packedAt: null,
    shippedAt: null,
    deliveredAt: null,
    doneAt: null,
    cancelledAt: null,
    refundedAt: null,
    ...over,
  }
}

export const paidOrder = () => makeOrder({ status: 'paid', actions: ['requestRefund', 'buyAgain'], secondsToPay: null, paidAt: '2026-11-22T04:01:00.000Z', refundableCents: 5980 })

export function makeOrderSummary(over: Partial<OrderSummary> = {}): OrderSummary {
  const { number, status, actions, createdAt, payBy, secondsToPay, totals, lines } = makeOrder()
  return { number, status, actions, createdAt, payBy, secondsToPay, totals, lines, ...over }
}

export function makeJsapi(): PaymentStarted {
  const jsapi = { appId: 'wx1', timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'RSA' as const, paySign: 's' }
  return { channel: 'weapp', jsapi, amountCents: 5980, payBy: '2026-11-22T04:15:00.000Z', messageTemplateId: null }
}

/** The requests of one method and path so far, such as `POST /v1/orders`. */
export function requestsOf(api: FakeApi, name: string): ApiRequest[] {
  return api.request.mock.calls.map(([request]: [ApiRequest]) => request).filter(({ method = 'GET', path }) => `${method} ${path}` === name)
}
