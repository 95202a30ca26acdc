import { act, screen, waitFor, within } from '@testing-library/react'
import type { CouponStatus } from '@contract/coupons'
import { texts } from '@/features/coupons/texts'
import { purposes } from '@/features/gate/purposes'
import { texts as gateTexts } from '@/features/gate/texts'
import { signedOut } from '@/features/session/sessionActions'
import { open } from '@/features/shell/navigation'
import CouponsPage from '@/packages/trade/coupons/index'
import type { RootState } from '@/store/makeStore'
import { answer, callsOf } from '../../support/account/backend'
import { makeClaimable, makeOwnCoupon } from '../../support/app/coupons'
import { makeMe, makeStarted, offline, problem } from '../../support/app/factories'
import { NUMBER, requestsOf } from '../../support/app/orders'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
}))

const OFFER = 'GET /v1/coupons'
const CLAIM = 'POST /v1/me/coupons'
const OWN = 'GET /v1/me/coupons'
const IDS = 'GET /v1/me/coupons/ids'
const meeting = makeClaimable()
const dairy = makeClaimable({ couponId: 'coupon-2', title: '乳品券', amountCents: 1250, category: { slug: 'dairy', name: '乳品' }, left: 3, validDays: null, startsOn: '2026-12-01', endsOn: '2027-01-05' })

beforeEach(() => {
  router.current = { path: '/packages/trade/coupons/index', params: {} }
  jest.mocked(open).mockClear()
})

function renderPage(answers: Parameters<typeof answer>[1] = {}, preloadedState: Partial<RootState> = memberState({}, null)) {
  const shop = makeShop({ wechat: null, preloadedState })
  const claimed: unknown[] = []
  answer(shop.api, {
    [OFFER]: () => ({ items: [meeting, dairy], nextCursor: null }),
    [IDS]: () => ({ items: [...claimed], nextCursor: null }),
    [OWN]: () => ({ items: [], nextCursor: null }),
    [CLAIM]: ({ body }) => (claimed.push((body as { couponId: string }).couponId), makeOwnCoupon()),
    ...answers,
  })
  return { ...renderInShop(<CouponsPage />, shop), claims: () => requestsOf(shop.api, CLAIM).map(({ body }) => body) }
}

const rows = async () => within(await screen.findByRole('list', { name: texts.claimList })).getAllByRole('listitem')
const claimButton = (title: string, off: string) => screen.findByRole('button', { name: texts.claimOf(title, off) })
const tab = (name: string) => screen.getByRole('button', { name })

describe('领券', () => {
  test('a guest sees what there is, and nothing of his is asked for', async () => {
    const { api } = renderPage({}, guestState)
    const [first, second] = await rows()
    expect(first).toHaveTextContent('¥5满 20 可用见面券全场商品 · 领取后 30 天内有效领取截至12月20日领取')
    expect(second).toHaveTextContent('¥12.50满 20 可用乳品券限乳品 · 12月1日至2027年1月5日有效领取截至12月20日，只剩 3 张领取')
    expect(callsOf(api)).toEqual([OFFER])
  })

  test('a guest who taps is asked in place, and then has it, once', async () => {
    const { user, api, claims, state } = renderPage({}, guestState)
    api.auth.sendSmsCode.mockResolvedValue({ requestId: 'r1', expiresInSeconds: 300, retryAfterSeconds: 60 })
    api.auth.sms.mockResolvedValue(makeStarted({ token: null, user: makeMe({ capability: 'phoneVerified' }) }))
    await user.click(await claimButton('见面券', '减 5 元'))
    expect(screen.getByRole('dialog', { name: purposes.coupon.title })).toBeVisible()
    expect(claims()).toEqual([])
    await user.click(screen.getByRole('checkbox', { name: gateTexts.consentLabel }))
    await user.type(screen.getByLabelText('手机号'), '13800138000')
    await user.click(screen.getByRole('button', { name: '获取验证码' }))
    await user.type(screen.getByLabelText('验证码'), '123456')
    await user.click(screen.getByRole('button', { name: gateTexts.signIn }))
    expect(await screen.findByRole('link', { name: texts.useOf('见面券') })).toBeVisible()
    expect(claims()).toEqual([{ couponId: 'coupon-1' }])
    expect(state().toast.message?.text).toBe(purposes.coupon.done)
    expect(screen.getByRole('button', { name: texts.claimOf('乳品券', '减 12.50 元') })).toBeVisible()
  })

  test('a member claims with one tap; while it is under way a second does nothing, and then it leads to its goods', async () => {
    const heard = deferred<unknown>()
    const ids: string[] = []
    const { user, claims } = renderPage({ [CLAIM]: () => heard.promise, [IDS]: () => ({ items: [...ids], nextCursor: null }) })
    const button = await claimButton('乳品券', '减 12.50 元')
    await user.dblClick(button)
    expect(claims()).toEqual([{ couponId: 'coupon-2' }])
    ids.push('coupon-2')
    act(() => heard.resolve(makeOwnCoupon()))
    await user.click(await screen.findByRole('link', { name: texts.useOf('乳品券') }))
    expect(open).toHaveBeenLastCalledWith({ page: 'list', params: { category: 'dairy' } })
    expect(screen.getAllByText(texts.claimed)).toHaveLength(1)
  })

  test('one that was taken away in the meantime is said so, and what is left is asked for anew', async () => {
    let isGone = false
    const { user, state } = renderPage({
      [OFFER]: () => ({ items: isGone ? [dairy] : [meeting, dairy], nextCursor: null }),
      [CLAIM]: () => { isGone = true; throw problem('coupon_over') },
    })
    await user.click(await claimButton('见面券', '减 5 元'))
    await waitFor(async () => expect(await rows()).toHaveLength(1))
    expect(state().toast.message).toMatchObject({ text: '这张优惠券已经领完了', tone: 'failed' })
  })

  test('nothing to claim leads to the shop; a failure can be tried again; without network it is said', async () => {
    let fails = true
    const { user, unmount } = renderPage({ [OFFER]: () => { if (fails) throw problem('service_unavailable'); return { items: [], nextCursor: null } } })
    expect(await screen.findByText(texts.failed)).toBeVisible()
    fails = false
    await user.click(screen.getByRole('button', { name: '重新加载' }))
    await user.click(await screen.findByRole('button', { name: texts.browse }))
    expect(open).toHaveBeenLastCalledWith({ page: 'home' })
    unmount()
    renderPage({ [OFFER]: () => { throw offline() } })
    expect(await screen.findByText('网络断开了')).toBeVisible()
  })
})

describe('我的券', () => {
  const used = makeOwnCoupon({ couponId: 'coupon-3', title: '用过的', status: 'used', orderNumber: NUMBER })
  const expired = makeOwnCoupon({ couponId: 'coupon-4', title: '过期的', status: 'expired', endsOn: '2026-11-20', remainingDays: -2 })
  const ownBy: Record<CouponStatus, unknown[]> = { unused: [makeOwnCoupon(), makeOwnCoupon({ couponId: 'coupon-5', title: '以后的', startsOn: '2026-12-01' })], used: [used], expired: [expired] }
  const answers = { [OWN]: ({ query }: { query?: unknown }) => ({ items: ownBy[(query as { status: CouponStatus }).status], nextCursor: null }) }

  test('stand by what became of them, each with its days and its way on', async () => {
    const { user } = renderPage(answers)
    await user.click(tab(texts.tab.unused))
    const free = within(await screen.findByRole('list', { name: texts.ownList(texts.tab.unused) })).getAllByRole('listitem')
    expect(free[0]).toHaveTextContent('有效期至12月21日，剩 29 天')
    expect(free[1]).toHaveTextContent('12月1日至12月21日有效')
    await user.click(screen.getByRole('link', { name: texts.useOf('见面券') }))
    expect(open).toHaveBeenLastCalledWith({ page: 'list' })
    await user.click(tab(texts.tab.used))
    await user.click(await screen.findByRole('link', { name: texts.orderOf('用过的', NUMBER) }))
    expect(open).toHaveBeenLastCalledWith({ page: 'order', params: { number: NUMBER } })
    await user.click(tab(texts.tab.expired))
    expect(await screen.findByText('11月20日已过期')).toBeVisible()
  })

  test('an empty tab leads to those that can be claimed', async () => {
    const { user } = renderPage()
    await user.click(tab(texts.tab.unused))
    await user.click(await screen.findByRole('button', { name: texts.toClaim }))
    expect(await rows()).toHaveLength(2)
  })

  test('a guest sees what an account is for; the tab of an address opens', async () => {
    router.current = { path: '/packages/trade/coupons/index', params: { tab: 'used' } }
    const { api } = renderPage({}, guestState)
    expect(tab(texts.tab.used)).toHaveAttribute('aria-pressed', 'true')
    expect(screen.getByRole('button', { name: '登录' })).toBeVisible()
    expect(api.request).not.toHaveBeenCalled()
  })

  test('after a sign-out nothing of them is left', async () => {
    const { user, store } = renderPage({ ...answers, [IDS]: () => ({ items: ['coupon-1'], nextCursor: null }) })
    expect(await screen.findByText(texts.claimed)).toBeVisible()
    await user.click(tab(texts.tab.unused))
    expect(await screen.findByText('以后的')).toBeVisible()
    act(() => void store.dispatch(signedOut()))
    expect(screen.queryByText('以后的')).not.toBeInTheDocument()
    await user.click(tab(texts.tab.claim))
    await rows()
    expect(screen.queryByText(texts.claimed)).not.toBeInTheDocument()
  })
})
