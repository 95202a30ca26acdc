import { screen, within } from '@testing-library/react'
import type { CouponOffer } from '@contract/coupons'
import type { OrderInput, PreviewInput } from '@contract/orders'
import type { ApiRequest } from '@/api/transport'
import { checkoutBegun } from '@/features/checkout/checkoutSlice'
import { texts } from '@/features/checkout/texts'
import { open } from '@/features/shell/navigation'
import CheckoutPage from '@/packages/trade/checkout/index'
import { answer } from '../../support/account/backend'
import { makeUnusable, makeUsable } from '../../support/app/coupons'
import { makeAddress, problem } from '../../support/app/factories'
import { makeOrder, makePreview, makePreviewLine, makeTotals, NUMBER, requestsOf } from '../../support/app/orders'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
  replaceWith: jest.fn(() => Promise.resolve()),
}))

const PREVIEW = 'POST /v1/orders/preview'
const CREATE = 'POST /v1/orders'
const small = makeUsable()
const best = makeUsable({ couponId: 'coupon-2', title: '大券', amountCents: 900, savesCents: 900 })

/** As the server answers: the wish, or the best; the total is 59.80 before it. */
function previewWith({ usable = [best, small], unusable = [makeUnusable()] }: Partial<CouponOffer> = {}) {
  return ({ body }: ApiRequest) => {
    const { couponId } = body as PreviewInput
    const chosen = couponId === null ? undefined : (usable.find((coupon) => coupon.couponId === couponId) ?? usable[0])
    const couponCents = chosen?.savesCents ?? 0
    return makePreview([makePreviewLine({ nearExpiry: false })], { totals: makeTotals({ couponCents, totalCents: 5980 - couponCents }), coupons: { chosenId: chosen?.couponId ?? null, usable, unusable } })
  }
}

function renderCheckout(preview: (request: ApiRequest) => unknown = previewWith(), create: () => unknown = () => makeOrder()) {
  router.current = { path: '/packages/trade/checkout/index', params: {} }
  const shop = makeShop({ wechat: null, preloadedState: memberState({ capability: 'phoneVerified' }, null) })
  shop.api.addresses.list.mockResolvedValue({ items: [makeAddress({ id: 'a1', isDefault: true })], nextCursor: null })
  answer(shop.api, { [PREVIEW]: preview, [CREATE]: create, [`POST /v1/orders/${NUMBER}/payments`]: () => { throw problem('payment_unavailable') } })
  shop.store.dispatch(checkoutBegun({ from: 'cart', lines: [{ batchId: 'batch-1', quantity: 2, priceCents: 2990 }] }))
  const view = renderInShop(<CheckoutPage />, shop)
  return { ...view, sent: () => requestsOf(shop.api, CREATE).map(({ body }) => (body as OrderInput).couponId), wished: () => requestsOf(shop.api, PREVIEW).map(({ body }) => (body as PreviewInput).couponId) }
}

beforeEach(() => jest.mocked(open).mockClear())

const row = () => screen.findByRole('button', { name: /^优惠券，/ })
const sheet = () => within(screen.getByRole('dialog', { name: texts.chooseCoupon }))

test('the best one counts by itself: the row, the sums and the order have it', async () => {
  const { user, sent, wished } = renderCheckout()
  expect(await row()).toHaveAccessibleName(texts.changeCoupon('大券，-¥9.00'))
  expect(screen.getByText('优惠券（大券）').closest('div')).toHaveTextContent('-¥9.00')
  expect(screen.getAllByRole('img', { name: '50.80 元' })).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: '提交订单' }))
  expect([wished()[0], sent()]).toEqual(['best', ['coupon-2']])
})

test('another may be chosen, or none; of the rest it is said why they do not count', async () => {
  const { user, sent, wished } = renderCheckout()
  await user.click(await row())
  expect(sheet().getByRole('button', { name: texts.couponOption('大券', '¥9.00') })).toHaveAttribute('aria-current', 'true')
  expect(sheet().getByRole('list', { name: texts.couponsOff })).toHaveTextContent('大额券-¥20.00还差 ¥40.20')
  await user.click(sheet().getByRole('button', { name: texts.couponOption('见面券', '¥5.00') }))
  expect(await screen.findByRole('button', { name: texts.changeCoupon('见面券，-¥5.00') })).toBeVisible()
  await user.click(await row())
  await user.click(sheet().getByRole('button', { name: texts.noCoupon }))
  expect(await screen.findByRole('button', { name: texts.changeCoupon('2 张可用') })).toBeVisible()
  expect(screen.queryByText(/^优惠券（/)).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: '提交订单' }))
  expect([wished(), sent()]).toEqual([['best', 'coupon-1', null], [undefined]])
})

test.each([
  [{ obstacle: { kind: 'category' as const }, category: { slug: 'dairy', name: '乳品' } }, '只能用于乳品'],
  [{ obstacle: { kind: 'threshold' as const, shortCents: 300 }, category: { slug: 'dairy', name: '乳品' } }, '乳品还差 ¥3.00'],
  [{ obstacle: { kind: 'notYet' as const, startsOn: '2026-12-01' }, startsOn: '2026-12-01' }, '12月1日起可用'],
])('%j is said as %s', async (over, said) => {
  const { user } = renderCheckout(previewWith({ usable: [], unusable: [makeUnusable(over)] }))
  expect(await row()).toHaveAccessibleName(texts.changeCoupon(texts.couponNone))
  await user.click(await row())
  expect(sheet().getByText(said)).toBeVisible()
})

test('without any it leads to those that can be claimed', async () => {
  const { user } = renderCheckout(previewWith({ usable: [], unusable: [] }))
  expect(await row()).toHaveAccessibleName(texts.changeCoupon(texts.couponClaim))
  await user.click(await row())
  expect(open).toHaveBeenCalledWith({ page: 'coupons' })
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
})

test('a choice that does not count any more gives way to the best, and that is said', async () => {
  let isShort = false
  const { user } = renderCheckout((request) => previewWith(isShort ? { usable: [best], unusable: [makeUnusable({ ...small, obstacle: { kind: 'threshold', shortCents: 100 } })] } : {})(request))
  await user.click(await row())
  isShort = true
  await user.click(sheet().getByRole('button', { name: texts.couponOption('见面券', '¥5.00') }))
  expect(await screen.findByText(texts.couponReplaced('还差 ¥1.00'))).toBeVisible()
  expect(await row()).toHaveAccessibleName(texts.changeCoupon('大券，-¥9.00'))
})

test('refused with it, no order is made: the shopper hears so and sees the new sum', async () => {
  let isUsed = false
  const { user, sent } = renderCheckout(
    (request) => previewWith(isUsed ? { usable: [small] } : {})(request),
    () => { isUsed = true; throw problem('coupon_unusable') },
  )
  await row()
  await user.click(screen.getByRole('button', { name: '提交订单' }))
  expect(await screen.findByText(texts.couponGone)).toBeVisible()
  expect(await screen.findByRole('button', { name: texts.changeCoupon('见面券，-¥5.00') })).toBeVisible()
  expect(screen.getAllByRole('img', { name: '54.80 元' })).toHaveLength(2)
  expect(sent()).toEqual(['coupon-2'])
})
