import { screen, waitFor } from '@testing-library/react'
import { texts } from '@/features/phone/changeTexts'
import { texts as stepTexts } from '@/features/phone/stepTexts'
import { texts as proofTexts } from '@/features/proof/texts'
import PhoneChangePage from '@/packages/account/phoneChange/index'
import { answer } from '../../support/account/backend'
import { codeSent } from '../../support/account/merges'
import { makeMe, problem } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop, memberState } from '../../support/app/shop'

const mockBack = jest.fn(() => Promise.resolve())
const mockOpen = jest.fn(() => Promise.resolve())
jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  back: () => mockBack(),
  open: (...args: []) => mockOpen(...args),
}))

const verified = { phone: '138****8000', capability: 'phoneVerified' } as const
const button = (name: string) => screen.getByRole('button', { name })

beforeEach(() => {
  mockBack.mockClear()
  mockOpen.mockClear()
  router.current = { path: '/packages/account/phoneChange/index', params: {} }
})

function onH5() {
  const shop = makeShop({ wechat: null, preloadedState: memberState(verified, null) })
  answer(shop.api, { 'POST /v1/me/proof/sms-codes': () => codeSent, 'POST /v1/me/proof': () => null })
  shop.api.auth.sendSmsCode.mockResolvedValue(codeSent)
  shop.api.me.verifyPhone.mockResolvedValue({ user: makeMe({ ...verified, phone: '139****9000' }), token: null })
  return renderInShop(<PhoneChangePage />, shop)
}
async function prove({ user }: ReturnType<typeof onH5>) {
  await user.click(button(proofTexts.send))
  await user.type(screen.getByLabelText(proofTexts.code), '123456')
  await user.click(button(proofTexts.submit))
  await screen.findByText(texts.newNumber)
}
async function typeNew({ user }: ReturnType<typeof onH5>) {
  await user.type(screen.getByLabelText('手机号'), '13900139000')
  await user.click(button('获取验证码'))
  await user.type(screen.getByLabelText('验证码'), '123456')
  await user.click(button(texts.submit))
}

test('first who he is, by a code to the number so far; then the new number takes its place', async () => {
  const view = onH5()
  expect(screen.getByText(/138\*\*\*\*8000/)).toBeVisible()
  await prove(view)
  await typeNew(view)
  await waitFor(() => expect(mockBack).toHaveBeenCalledTimes(1))
  expect(view.api.me.verifyPhone.mock.calls[0]?.[0]).toEqual({ phone: '13900139000', code: '123456', requestId: 'r1', replace: true })
  expect(view.state().user.me?.phone).toBe('139****9000')
  expect(view.state().toast.message?.text).toBe(texts.done)
})

test('a number of another account is a choice: another one, or joining the two', async () => {
  const view = onH5()
  await prove(view)
  view.api.me.verifyPhone.mockRejectedValue(problem('phone_taken'))
  await typeNew(view)
  await view.user.click(await screen.findByRole('button', { name: stepTexts.joinBoth }))
  expect(mockOpen).toHaveBeenCalledWith({ page: 'merge' })
  await view.user.click(button(stepTexts.otherNumber))
  expect(screen.getByLabelText('手机号')).toBeVisible()
})

test('an account without a number has none to change', () => {
  renderInShop(<PhoneChangePage />, makeShop({ wechat: null, preloadedState: memberState({}, null) }))
  expect(screen.getByText(texts.missing)).toBeVisible()
})
