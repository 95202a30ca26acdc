import { screen, waitFor, within } from '@testing-library/react'
import { CONSENT_VERSION } from '@contract/limits'
import { texts } from '@/features/dormancy/texts'
import { texts as gateTexts } from '@/features/gate/texts'
import { selectGateStep } from '@/features/gate/gateStep'
import DormantPage from '@/packages/account/dormant/index'
import { answer, callsOf } from '../../support/account/backend'
import { makeMe, makeStarted, problem } from '../../support/app/factories'
import { Gated } from '../../support/app/Gated'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop, memberState } from '../../support/app/shop'

const mockCalls: string[] = []
const mockBack = jest.fn(() => Promise.resolve(void mockCalls.push('back')))
const mockOpen = jest.fn(() => Promise.resolve())
jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  back: () => mockBack(),
  open: (...args: []) => mockOpen(...args),
}))

const limited = { isLimited: true, phone: '138****8000' }
const whole = makeMe({ phone: '138****8000', capability: 'phoneVerified' })
const button = (name: string) => screen.getByRole('button', { name })
const add = jest.fn(() => Promise.resolve(void mockCalls.push('intent')))

beforeEach(() => {
  mockCalls.splice(0)
  jest.clearAllMocks()
  router.current = { path: '/packages/account/dormant/index', params: {} }
})

function makeLimited(proof: () => unknown = () => ({ user: whole, token: null })) {
  const shop = makeShop({ wechat: null, preloadedState: memberState(limited, null), intents: { 'favourites/add': () => () => add() } })
  answer(shop.api, {
    'POST /v1/me/dormancy/proof': proof,
    'POST /v1/me/dormancy/fresh': () => makeStarted({ token: null, isNewUser: true, user: makeMe({ ...whole, id: 'u2' }) }),
  })
  return shop
}

test('the gate holds a limited member back, leads to the page, and keeps what he tapped', async () => {
  const shop = makeLimited()
  router.current = { path: '/product', params: { id: 'p1' } }
  const { user, state } = renderInShop(<Gated />, shop)
  await user.click(button('收藏'))
  expect(screen.getByRole('dialog', { name: gateTexts.dormantTitle })).toBeVisible()
  await user.click(button(gateTexts.dormantAction))
  expect(mockOpen).toHaveBeenCalledWith({ page: 'dormant' })
  expect(add).not.toHaveBeenCalled()
  expect(selectGateStep(state(), '/product?id=p1')).toBe('dormant')
})

test('a right name opens the account: back first, then what waited', async () => {
  const shop = makeLimited()
  router.current = { path: '/product', params: { id: 'p1' } }
  const gated = renderInShop(<Gated />, shop)
  await gated.user.click(button('收藏'))
  gated.unmount()
  router.current = { path: '/packages/account/dormant/index', params: {} }
  const { user, state, api } = renderInShop(<DormantPage />, shop)
  expect(state().intent.pending).not.toBeNull()
  await user.type(screen.getByLabelText(texts.recipient), ' 王小满 ')
  await user.click(button(texts.submit))
  await waitFor(() => expect(mockCalls).toEqual(['back', 'intent']))
  expect(api.request.mock.calls[0]).toMatchObject([{ path: '/v1/me/dormancy/proof', body: { recipient: '王小满' } }])
  expect(state().user.me?.isLimited).toBeUndefined()
})

test('a wrong name is said, an empty one is not sent', async () => {
  const { user, api, state } = renderInShop(
    <DormantPage />,
    makeLimited(() => {
      throw problem('dormancy_proof_failed')
    }),
  )
  await user.click(button(texts.submit))
  expect(screen.getByText(texts.recipientMissing)).toBeVisible()
  expect(callsOf(api)).toEqual([])
  await user.type(screen.getByLabelText(texts.recipient), '张三')
  await user.click(button(texts.submit))
  expect(await screen.findByText('没有对上，请核对收货人姓名')).toBeVisible()
  expect(state().user.me?.isLimited).toBe(true)
})

test('"not mine" needs an agreement and a second yes, and then starts a fresh account', async () => {
  const { user, api, state } = renderInShop(<DormantPage />, makeLimited())
  await user.click(button(texts.fresh))
  expect(screen.getByText(gateTexts.consentMissing)).toBeVisible()
  await user.click(screen.getByRole('checkbox', { name: gateTexts.consentLabel }))
  await user.click(button(texts.fresh))
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: texts.freshConfirm }))
  await waitFor(() => expect(state().user.me?.id).toBe('u2'))
  expect(api.request.mock.calls[0]).toMatchObject([{ path: '/v1/me/dormancy/fresh', body: { consent: { version: CONSENT_VERSION } } }])
  expect(mockCalls).toEqual(['back'])
})

test('an account in use has nothing to show here', () => {
  renderInShop(<DormantPage />, makeShop({ wechat: null, preloadedState: memberState({}, null) }))
  expect(screen.getByText(texts.nothing)).toBeVisible()
})
