import { act, screen, waitFor } from '@testing-library/react'
import { texts } from '@/features/mine/texts'
import { signedOut } from '@/features/session/sessionActions'
import { open } from '@/features/shell/navigation'
import MinePage from '@/pages/mine/index'
import { initialSession } from '@/features/session/sessionSlice'
import { answer, makeIds } from '../../support/account/backend'
import { makeAddress, makeMe, makeStarted } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'
import type { RootState } from '@/store/makeStore'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
}))

beforeEach(() => {
  router.current = { path: '/pages/mine/index', params: {} }
  jest.mocked(open).mockClear()
})

function renderMine(preloadedState: Partial<RootState>) {
  const shop = makeShop({ wechat: null, preloadedState })
  answer(shop.api, {
    'GET /v1/me/favourites/ids': () => (makeIds(['a', 'b'])),
    'GET /v1/orders/counts': () => ({ unpaid: 2, toShip: 0, toReceive: 1, refund: 0 }),
  })
  return renderInShop(<MinePage />, shop)
}

test('a guest sees a real page, and nothing is asked of the server for him', () => {
  const { api } = renderMine(guestState)
  expect(screen.getByRole('heading', { level: 1, name: texts.title })).toBeInTheDocument()
  expect(screen.getByRole('button', { name: /点此登录/ })).toBeVisible()
  for (const cell of [texts.favourites, texts.addresses, texts.phone, texts.settings, texts.privacyData]) {
    expect(screen.getByRole('link', { name: new RegExp(cell) })).toBeVisible()
  }
  expect(api.request).not.toHaveBeenCalled()
  expect(api.addresses.list).not.toHaveBeenCalled()
})

test('a guest’s cell brings the gate in place, which keeps the page to open', async () => {
  const { user, state } = renderMine(guestState)
  await user.click(screen.getByRole('link', { name: /收货地址/ }))
  expect(await screen.findByRole('dialog', { name: '登录后管理收货地址' })).toBeVisible()
  expect(state().intent.pending?.action).toEqual({ type: 'page/open', payload: { page: 'addresses' } })
  expect(open).not.toHaveBeenCalled()
})

test('what needs no account opens for a guest as well', async () => {
  const { user } = renderMine(guestState)
  await user.click(screen.getByRole('link', { name: /设置/ }))
  await user.click(screen.getByRole('link', { name: /隐私与数据/ }))
  expect(jest.mocked(open).mock.calls).toEqual([[{ page: 'settings' }], [{ page: 'privacySettings' }]])
})

test('a member sees who he is, his masked number and his counts', async () => {
  const { api } = renderMine(memberState({ nickname: '林小满', phone: '138****8000', capability: 'phoneVerified' }, null))
  api.addresses.list.mockResolvedValue({ items: [makeAddress()], nextCursor: null })
  expect(screen.getByRole('heading', { name: '林小满' })).toBeVisible()
  expect(screen.getByRole('link', { name: /手机号.*138\*{4}8000/ })).toBeVisible()
  expect(await screen.findByRole('link', { name: /收藏.*2 件/ })).toBeVisible()
  expect(screen.queryByRole('button', { name: /点此登录/ })).not.toBeInTheDocument()
})

test('without a nickname the account has a name all the same', async () => {
  renderMine(memberState({}, null))
  expect(await screen.findByRole('link', { name: /收藏.*2 件/ })).toBeVisible()
  expect(screen.getByRole('heading', { name: '惜食会员 0001' })).toBeVisible()
  expect(screen.getByRole('link', { name: /手机号.*未绑定/ })).toBeVisible()
})

test('a member’s head leads to face and name', async () => {
  const { user } = renderMine(memberState({ nickname: '林小满', phone: '138****8000' }, null))
  await user.click(screen.getByRole('link', { name: '林小满，138****8000，修改个人资料' }))
  expect(open).toHaveBeenCalledWith({ page: 'profile' })
})

test('what was his is gone from the page with the sign-out', async () => {
  const { api, store } = renderMine(memberState({ nickname: '林小满', phone: '138****8000' }, null))
  api.addresses.list.mockResolvedValue({ items: [makeAddress()], nextCursor: null })
  expect(await screen.findByRole('link', { name: /收藏.*2 件/ })).toBeVisible()
  act(() => void store.dispatch(signedOut()))
  expect(screen.getByRole('button', { name: /点此登录/ })).toBeVisible()
  for (const his of [/2 件/, /1 个/, /138/, /林小满/]) expect(screen.queryByText(his)).not.toBeInTheDocument()
})

test('a member’s cell opens its page at once', async () => {
  const { user } = renderMine(memberState({}, null))
  await user.click(screen.getByRole('link', { name: /收藏/ }))
  await waitFor(() => expect(open).toHaveBeenCalledWith({ page: 'favourites' }))
})

test('until it is known who looks, nobody is asked to sign in', () => {
  renderMine({ session: initialSession })
  expect(screen.getByRole('status', { name: texts.loading })).toBeVisible()
  expect(screen.queryByRole('button', { name: /点此登录/ })).not.toBeInTheDocument()
})

test('without network the login is said to stand, and can be looked up again', async () => {
  const { user, api } = renderMine({ session: { ...initialSession, status: 'unavailable' } })
  expect(screen.getByText(texts.unavailable)).toBeVisible()
  api.me.get.mockResolvedValue(makeMe({ nickname: '林小满' }))
  await user.click(screen.getByRole('button', { name: texts.retry }))
  expect(await screen.findByRole('heading', { name: '林小满' })).toBeVisible()
})

test('the tapped page opens by itself after the sign-in, once', async () => {
  const { user, api, store } = renderMine(guestState)
  await user.click(screen.getByRole('link', { name: /收藏/ }))
  api.auth.sendSmsCode.mockResolvedValue({ requestId: 'r1', expiresInSeconds: 300, retryAfterSeconds: 60 })
  api.auth.sms.mockResolvedValue(makeStarted({ token: null }))
  await user.type(await screen.findByLabelText('手机号'), '13800138000')
  await user.click(screen.getByRole('checkbox'))
  await user.click(screen.getByRole('button', { name: '获取验证码' }))
  await user.type(screen.getByLabelText('验证码'), '123456')
  await user.click(screen.getByRole('button', { name: '登录' }))
  await waitFor(() => expect(open).toHaveBeenCalledWith({ page: 'favourites' }))
  expect(open).toHaveBeenCalledTimes(1)
  expect(store.getState().intent.pending).toBeNull()
})

describe('the ways to the orders', () => {
  it('say how many wait, and lead there', async () => {
    const { user } = renderMine(memberState({}, null))
    expect(await screen.findByRole('link', { name: '待付款，2 个' })).toBeVisible()
    await user.click(screen.getByRole('link', { name: '待发货' }))
    await waitFor(() => expect(open).toHaveBeenCalledWith({ page: 'orders', params: { status: 'toShip' } }))
  })

  it('lead a guest through the gate', async () => {
    const { user, store } = renderMine(guestState)
    await user.click(screen.getByRole('link', { name: '全部订单' }))
    expect(await screen.findByRole('dialog', { name: '登录后看你的订单' })).toBeVisible()
    expect(store.getState().intent.pending?.action).toEqual({ type: 'page/open', payload: { page: 'orders' } })
  })
})
