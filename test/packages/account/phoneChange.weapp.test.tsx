import { screen, waitFor } from '@testing-library/react'
import { texts } from '@/features/phone/changeTexts'
import { texts as proofTexts } from '@/features/proof/texts'
import PhoneChangePage from '@/packages/account/phoneChange/index'
import { answer } from '../../support/account/backend'
import { makeMe, problem } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { phoneDialog } from '../../support/app/phoneDialog'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop, memberState } from '../../support/app/shop'

// The mini-program's own files, over a button that behaves as WeChat's.
jest.mock('@/components/Button', () => jest.requireActual<object>('../../support/app/phoneDialog'))
jest.mock('@/features/proof/ProofStep', () => jest.requireActual<object>('@/features/proof/ProofStep.tsx'))
jest.mock('@/features/phone/NewNumber', () => jest.requireActual<object>('@/features/phone/NewNumber.tsx'))
const mockBack = jest.fn(() => Promise.resolve())
jest.mock('@/features/shell/navigation', () => ({ ...jest.requireActual<object>('@/features/shell/navigation'), back: () => mockBack() }))

const verified = { phone: '138****8000', capability: 'phoneVerified' } as const
const button = (name: string) => screen.getByRole('button', { name })

beforeEach(() => {
  mockBack.mockClear()
  router.current = { path: '/packages/account/phoneChange/index', params: {} }
  Object.assign(phoneDialog, { answer: { code: 'phone-1' }, whileOpen: () => undefined })
})

function renderPage(proof: () => unknown = () => null) {
  const shop = makeShop({ preloadedState: memberState(verified) })
  answer(shop.api, { 'POST /v1/me/proof': proof, 'POST /v1/me/proof/sms-codes': () => ({ requestId: 'r', expiresInSeconds: 300, retryAfterSeconds: 60 }) })
  shop.api.me.verifyPhone.mockResolvedValue({ user: makeMe({ ...verified, phone: '139****9000' }), token: 'token-2' })
  return renderInShop(<PhoneChangePage />, shop)
}

test("a tap proves it by this phone's WeChat, a second one takes the number that WeChat knows", async () => {
  const { user, api, state } = renderPage()
  await user.click(button(proofTexts.byWechat))
  await user.click(await screen.findByRole('button', { name: texts.byWechat }))
  await waitFor(() => expect(mockBack).toHaveBeenCalledTimes(1))
  expect(api.request.mock.calls[0]).toMatchObject([{ path: '/v1/me/proof', body: { code: 'code-1' } }])
  expect(api.me.verifyPhone.mock.calls).toEqual([[{ phoneCode: 'phone-1', replace: true }, { token: 'token-0' }]])
  expect(state().session.token).toBe('token-2')
})

test("somebody else's WeChat on this phone is no proof: a code to the own number is", async () => {
  const { user } = renderPage(() => {
    throw problem('wechat_code_invalid')
  })
  await user.click(button(proofTexts.byWechat))
  expect(await screen.findByRole('alert')).toHaveTextContent(proofTexts.otherWechat)
  expect(screen.getByLabelText(proofTexts.code)).toBeVisible()
})

test('who cannot use WeChat here takes a code from the start', async () => {
  const { user } = renderPage()
  await user.click(button(proofTexts.bySms))
  expect(screen.getByText(/138\*\*\*\*8000/)).toBeVisible()
})

test.each([
  [false, 'getPhoneNumber|agreePrivacyAuthorization'],
  [true, 'getRealtimePhoneNumber|agreePrivacyAuthorization'],
])('with REALTIME_PHONE %s the button opens %s', async (isRealtime, openType) => {
  const scope = globalThis as unknown as { REALTIME_PHONE: boolean }
  scope.REALTIME_PHONE = isRealtime
  const { user, api } = renderPage()
  await user.click(button(proofTexts.byWechat))
  const phone = await screen.findByRole('button', { name: texts.byWechat })
  expect(phone).toHaveAttribute('data-open-type', openType)
  await user.click(phone)
  await waitFor(() => expect(api.me.verifyPhone).toHaveBeenCalledTimes(1))
  scope.REALTIME_PHONE = false
})
