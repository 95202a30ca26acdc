import { screen, waitFor, within } from '@testing-library/react'
import packageJson from '../../../package.json'
import { texts } from '@/features/settings/texts'
import { open } from '@/features/shell/navigation'
import SettingsPage from '@/packages/account/settings/index'
import { makeAddress, offline } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'
import { initialAddresses } from '@/features/addresses/addressesSlice'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
}))

beforeEach(() => {
  router.current = { path: '/packages/account/settings/index', params: {} }
})

test('the large text switch is a switch, and large is at once', async () => {
  const { user, state } = renderInShop(<SettingsPage />, makeShop({ wechat: null, preloadedState: guestState }))
  const large = screen.getByRole('switch', { name: texts.largeText })
  expect(large).toHaveAttribute('aria-checked', 'false')
  await user.click(large)
  expect(large).toHaveAttribute('aria-checked', 'true')
  expect(state().settings.textSize).toBe('large')
})

test('the texts and the version are there for everybody', () => {
  renderInShop(<SettingsPage />, makeShop({ wechat: null, preloadedState: guestState }))
  expect(screen.getByRole('link', { name: texts.privacy })).toHaveAttribute('href', '/privacy')
  expect(screen.getByRole('link', { name: texts.agreement })).toHaveAttribute('href', '/agreement')
  expect(screen.getByText(packageJson.version)).toBeVisible()
  expect(screen.queryByRole('button', { name: texts.signOut })).not.toBeInTheDocument()
})

test('signing out asks first, clears what was his, and leads to the guest’s page', async () => {
  const preloadedState = { ...memberState({}, null), addresses: { ...initialAddresses, items: [makeAddress()] } }
  const { user, api, state } = renderInShop(<SettingsPage />, makeShop({ wechat: null, preloadedState }))
  api.auth.signOut.mockResolvedValue(undefined)
  await user.click(screen.getByRole('button', { name: texts.signOut }))
  const dialog = await screen.findByRole('dialog', { name: texts.signOutTitle })
  expect(api.auth.signOut).not.toHaveBeenCalled()
  await user.click(within(dialog).getByRole('button', { name: texts.signOutConfirm }))
  await waitFor(() => expect(api.auth.signOut).toHaveBeenCalledTimes(1))
  expect(state().session.status).toBe('guest')
  expect(state().user.me).toBeNull()
  expect(state().addresses.items).toEqual([])
  expect(open).toHaveBeenCalledWith({ page: 'mine' })
})

test('without network this phone is signed out all the same', async () => {
  const { user, api, state } = renderInShop(<SettingsPage />, makeShop({ wechat: null, preloadedState: memberState({}, null) }))
  api.auth.signOut.mockRejectedValue(offline())
  await user.click(screen.getByRole('button', { name: texts.signOut }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: texts.signOutConfirm }))
  expect(state().session.status).toBe('guest')
})
