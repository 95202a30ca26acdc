import { screen, waitFor } from '@testing-library/react'
import { errorText } from '@/features/errors/errorText'
import { texts } from '@/features/gate/texts'
import { intents as registered } from '@/store/intents'
import { makeMe, makeStarted } from '../../support/app/factories'
import { FAULTS } from '../../support/app/faults'
import { Gated } from '../../support/app/Gated'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'

const add = jest.fn<Promise<unknown>, [payload: unknown, key: string]>()

function makeGated(options: Parameters<typeof makeShop>[0]) {
  const intents = { ...registered, 'favourites/add': (payload: unknown, key: string) => () => add(payload, key) }
  return makeShop({ intents, ...options })
}

const tap = () => screen.getByRole('button', { name: '收藏' })
const pendingOf = (state: () => ReturnType<ReturnType<typeof makeShop>['state']>) => state().intent.pending

beforeEach(() => {
  add.mockReset().mockResolvedValue(undefined)
  router.current = { path: '/product?stamp=AB', params: { id: 'p1', stamp: 'AB' } }
})

describe.each(FAULTS)('signing in by a one-time code meets %s', (_name, thrown) => {
  test('the sheet says so and keeps what was typed and what was wanted; the next try completes it, once', async () => {
    const shop = makeGated({ wechat: null, preloadedState: guestState })
    shop.api.auth.sendSmsCode.mockResolvedValue({ requestId: 'r1', expiresInSeconds: 300, retryAfterSeconds: 60 })
    shop.api.auth.sms.mockRejectedValueOnce(thrown).mockResolvedValue(makeStarted({ token: null, user: makeMe() }))
    const { user, state } = renderInShop(<Gated />, shop)
    await user.click(tap())
    const wanted = pendingOf(state)
    await user.click(screen.getByRole('checkbox', { name: texts.consentLabel }))
    await user.type(screen.getByLabelText('手机号'), '13800138000')
    await user.click(screen.getByRole('button', { name: '获取验证码' }))
    await user.type(screen.getByLabelText('验证码'), '123456')
    await user.click(screen.getByRole('button', { name: texts.signIn }))

    expect(await screen.findByText(errorText(thrown.error))).toBeVisible()
    expect(screen.getByLabelText('手机号')).toHaveValue('13800138000')
    expect(screen.getByLabelText('验证码')).toHaveValue('123456')
    expect(screen.getByRole('checkbox', { name: texts.consentLabel })).toBeChecked()
    expect(pendingOf(state)).toEqual(wanted)
    expect(state().session.status).toBe('guest')
    expect(add).not.toHaveBeenCalled()

    await user.click(screen.getByRole('button', { name: texts.signIn }))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(add).toHaveBeenCalledWith({ productId: 'p1' }, wanted?.id)
  })
})

describe.each(FAULTS)('asking for a one-time code meets %s', (_name, thrown) => {
  test('the sheet says so, keeps the number, and the code can be asked for again', async () => {
    const shop = makeGated({ wechat: null, preloadedState: guestState })
    shop.api.auth.sendSmsCode.mockRejectedValueOnce(thrown).mockResolvedValue({ requestId: 'r1', expiresInSeconds: 300, retryAfterSeconds: 60 })
    const { user, state } = renderInShop(<Gated />, shop)
    await user.click(tap())
    await user.click(screen.getByRole('checkbox', { name: texts.consentLabel }))
    await user.type(screen.getByLabelText('手机号'), '13800138000')
    await user.click(screen.getByRole('button', { name: '获取验证码' }))
    expect(await screen.findByText(errorText(thrown.error))).toBeVisible()
    expect(screen.getByLabelText('手机号')).toHaveValue('13800138000')
    expect(pendingOf(state)).not.toBeNull()
    await user.click(screen.getByRole('button', { name: '获取验证码' }))
    await waitFor(() => expect(shop.api.auth.sendSmsCode).toHaveBeenCalledTimes(2))
  })
})

describe.each(FAULTS)('the action itself meets %s', (_name, thrown) => {
  test('the shopper is told in words, stays signed in, and may tap again', async () => {
    add.mockRejectedValueOnce(thrown)
    const { user, state } = renderInShop(<Gated />, makeGated({ preloadedState: memberState() }))
    await user.click(tap())
    await waitFor(() => expect(state().toast.message).toMatchObject({ text: errorText(thrown.error), tone: 'failed' }))
    expect(state().session).toMatchObject({ status: 'member', token: 'token-0' })
    expect(state().user.me).not.toBeNull()
    await user.click(tap())
    await waitFor(() => expect(add).toHaveBeenCalledTimes(2))
  })
})
