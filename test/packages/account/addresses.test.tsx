import { screen, waitFor, within } from '@testing-library/react'
import type { Address } from '@contract/addresses'
import type { ApiFailure } from '@/api/apiError'
import { texts } from '@/features/addresses/texts'
import { open } from '@/features/shell/navigation'
import AddressesPage from '@/packages/account/addresses/index'
import type { RootState } from '@/store/makeStore'
import { makeAddress, offline } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
}))

const home = makeAddress({ id: 'a1', recipient: '林小满', isDefault: true, tag: 'home' })
const office = makeAddress({
  id: 'a2',
  recipient: '周公司',
  province: '北京市',
  city: '北京市',
  district: '朝阳区',
  updatedAt: '2026-11-19T00:00:00.000Z',
})

beforeEach(() => {
  router.current = { path: '/packages/account/addresses/index', params: {} }
})

function renderPage(
  items: Address[] = [home, office],
  preloadedState: Partial<RootState> = memberState({}, null),
  firstFailure?: ApiFailure,
) {
  const shop = makeShop({ wechat: null, preloadedState })
  shop.api.addresses.list.mockResolvedValue({ items, nextCursor: null })
  if (firstFailure) shop.api.addresses.list.mockRejectedValueOnce(firstFailure)
  return renderInShop(<AddressesPage />, shop)
}

const cards = () => screen.findAllByRole('listitem')

test('a guest sees what addresses are for, and nothing is loaded', () => {
  const { api } = renderPage([], guestState)
  expect(screen.getByRole('heading', { name: '登录后管理收货地址' })).toBeVisible()
  expect(api.addresses.list).not.toHaveBeenCalled()
  expect(screen.queryByRole('button', { name: texts.add })).not.toBeInTheDocument()
})

test('each address reads as one would write it, and the default is marked in words', async () => {
  renderPage()
  const [first, second] = await cards()
  expect(first).toHaveTextContent('林小满13800138000默认家')
  expect(second).toHaveTextContent('北京市 朝阳区')
  expect(second).not.toHaveTextContent('北京市 北京市')
})

test('an empty book leads to the form', async () => {
  const { user } = renderPage([])
  await user.click(await screen.findByRole('button', { name: texts.add }))
  expect(open).toHaveBeenCalledWith({ page: 'addressForm' })
})

test('a failure offers another try', async () => {
  const { user } = renderPage([home], memberState({}, null), offline())
  await user.click(await screen.findByRole('button', { name: '重新加载' }))
  expect(await cards()).toHaveLength(1)
})

test('removing asks first, says which, and can be left', async () => {
  const { user, api } = renderPage()
  await user.click(await screen.findByRole('button', { name: texts.removeOf('周公司') }))
  const dialog = await screen.findByRole('dialog', { name: texts.removeTitle })
  expect(dialog).toHaveTextContent('周公司，北京市朝阳区文三路 1 号')
  await user.click(within(dialog).getByRole('button', { name: texts.keep }))
  expect(api.addresses.remove).not.toHaveBeenCalled()
  expect(await cards()).toHaveLength(2)
})

test('a confirmed removal takes the card at once; a failed one brings it back', async () => {
  const { user, api } = renderPage()
  const refused = deferred<void>()
  api.addresses.remove.mockReturnValue(refused.promise)
  await user.click(await screen.findByRole('button', { name: texts.removeOf('周公司') }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: texts.removeConfirm }))
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1))
  refused.reject(offline())
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2))
  expect(await screen.findByText(texts.removeFailed)).toBeVisible()
})

test('the default mark moves', async () => {
  const { user, api } = renderPage()
  api.addresses.update.mockResolvedValue({ ...office, isDefault: true })
  await user.click(await screen.findByRole('button', { name: texts.makeDefaultOf('周公司') }))
  expect(api.addresses.update).toHaveBeenCalledWith('a2', { isDefault: true }, expect.anything())
  await waitFor(() => expect(screen.getAllByRole('listitem')[0]).toHaveTextContent('周公司'))
  expect(screen.getByRole('button', { name: texts.makeDefaultOf('林小满') })).toBeVisible()
})

test('a full book says so and offers no more', async () => {
  renderPage(Array.from({ length: 50 }, (_, i) => makeAddress({ id: `a${i}`, recipient: `收货人${i}` })))
  expect(await screen.findByText(texts.limit)).toBeVisible()
  expect(screen.queryByRole('button', { name: texts.add })).not.toBeInTheDocument()
})
