import { screen, waitFor } from '@testing-library/react'
import { texts } from '@/features/phone/accountTexts'
import PhonePage from '@/packages/account/phone/index'
import { makeMe, problem } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'
import type { RootState } from '@/store/makeStore'

beforeEach(() => {
  router.current = { path: '/packages/account/phone/index', params: {} }
})

function renderPage(preloadedState: Partial<RootState>) {
  const shop = makeShop({ wechat: null, preloadedState })
  shop.api.auth.sendSmsCode.mockResolvedValue({ requestId: 'r1', expiresInSeconds: 300, retryAfterSeconds: 60 })
  return renderInShop(<PhonePage />, shop)
}

test('a verified number is shown masked, and never asked for again', () => {
  renderPage(memberState({ phone: '138****8000', capability: 'phoneVerified' }, null))
  expect(screen.getByText('138****8000')).toBeVisible()
  expect(screen.getByText(texts.verified)).toBeVisible()
  expect(screen.queryByLabelText('手机号')).not.toBeInTheDocument()
})

test('a member without one is told what it is for, proves one by a code, and sees it', async () => {
  const { user, api } = renderPage(memberState({}, null))
  for (const use of texts.uses) expect(screen.getByText(use)).toBeVisible()
  api.me.verifyPhone
    .mockRejectedValueOnce(problem('sms_code_invalid'))
    .mockResolvedValue({ user: makeMe({ phone: '138****8000', capability: 'phoneVerified' }), token: null })
  await user.type(screen.getByLabelText('手机号'), '13800138000')
  await user.click(screen.getByRole('button', { name: '获取验证码' }))
  await user.type(screen.getByLabelText('验证码'), '000000')
  await user.click(screen.getByRole('button', { name: '验证' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('验证码不对或已过期')
  expect(screen.getByLabelText('手机号')).toHaveValue('13800138000')

  await user.clear(screen.getByLabelText('验证码'))
  await user.type(screen.getByLabelText('验证码'), '123456')
  await user.click(screen.getByRole('button', { name: '验证' }))
  expect(await screen.findByText('138****8000')).toBeVisible()
  expect(api.auth.sendSmsCode.mock.calls[0]?.[0]).toEqual({ phone: '13800138000', purpose: 'bindPhone' })
})

test('a number of another account is a choice, not a takeover', async () => {
  const { user, api } = renderPage(memberState({}, null))
  api.me.verifyPhone.mockRejectedValue(problem('phone_taken'))
  await user.type(screen.getByLabelText('手机号'), '13900139000')
  await user.click(screen.getByRole('button', { name: '获取验证码' }))
  await user.type(screen.getByLabelText('验证码'), '123456')
  await user.click(screen.getByRole('button', { name: '验证' }))
  expect(await screen.findByRole('button', { name: '换一个号码' })).toBeVisible()
  expect(screen.getByRole('button', { name: '登录那个账号' })).toBeVisible()
})

test('a guest meets the gate in place', async () => {
  const { user } = renderPage(guestState)
  await user.click(screen.getByRole('button', { name: '登录' }))
  await waitFor(() => expect(screen.getByRole('dialog', { name: '登录后绑定手机号' })).toBeVisible())
})
