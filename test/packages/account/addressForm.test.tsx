import { screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import type { ApiFailure } from '@/api/apiError'
import { texts } from '@/features/addresses/texts'
import { back, replaceWith } from '@/features/shell/navigation'
import AddressFormPage from '@/packages/account/addressForm/index'
import { makeAddress, offline } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  back: jest.fn(() => Promise.resolve()),
  replaceWith: jest.fn(() => Promise.resolve()),
}))

const address = makeAddress({ id: 'a1', recipient: '林小满' })

function renderPage(id: string | undefined, preloadedState = memberState({}, null), firstFailure?: ApiFailure) {
  router.current = { path: '/packages/account/addressForm/index', params: id === undefined ? {} : { id } }
  const shop = makeShop({ wechat: null, preloadedState })
  shop.api.addresses.list.mockResolvedValue({ items: [address], nextCursor: null })
  if (firstFailure) shop.api.addresses.list.mockRejectedValueOnce(firstFailure)
  return renderInShop(<AddressFormPage />, shop)
}

test('opened by a link, a stored address is loaded into the form', async () => {
  renderPage('a1')
  expect(await screen.findByDisplayValue('林小满')).toBeVisible()
  expect(screen.getByRole('button', { name: /所在地区，浙江省 杭州市 西湖区/ })).toBeVisible()
})

test.each([
  ['back to where it came from', 2, () => expect(back).toHaveBeenCalledTimes(1)],
  ['to the list, where a link had opened it', 1, () => expect(replaceWith).toHaveBeenCalledWith({ page: 'addresses' })],
])('saved, it goes %s', async (_, pages, check) => {
  const { user, api } = renderPage('a1')
  api.addresses.update.mockResolvedValue(address)
  jest.spyOn(Taro, 'getCurrentPages').mockReturnValueOnce(Array.from({ length: pages }) as never)
  await user.click(await screen.findByRole('button', { name: texts.save }))
  await waitFor(check)
})

test('an address that is gone is said to be gone', async () => {
  renderPage('a9')
  expect(await screen.findByRole('heading', { name: texts.gone })).toBeVisible()
})

test('a list that does not come offers another try', async () => {
  const { user } = renderPage('a1', memberState({}, null), offline())
  await user.click(await screen.findByRole('button', { name: '重新加载' }))
  expect(await screen.findByDisplayValue('林小满')).toBeVisible()
})

test('a guest meets the gate in place of the form', () => {
  renderPage(undefined, guestState)
  expect(screen.getByRole('heading', { name: '登录后管理收货地址' })).toBeVisible()
  expect(screen.queryByLabelText(texts.recipient)).not.toBeInTheDocument()
})
