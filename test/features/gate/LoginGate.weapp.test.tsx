import { act, screen, waitFor } from '@testing-library/react'
import { texts } from '@/features/gate/texts'
import { texts as stepTexts } from '@/features/phone/stepTexts'
import { refreshLoginCode } from '@/features/loginCode/takeLoginCode'
import { appShown } from '@/store/appEvents'
import { CONSENT_VERSION } from '@contract/limits'
import { makeMe, makeStarted, problem } from '../../support/app/factories'
import { makeFakeWechat } from '../../support/app/fakePlatform'
import { Gated } from '../../support/app/Gated'
import { phoneDialog } from '../../support/app/phoneDialog'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'

// The mini-program's own files, over a button that behaves as WeChat's.
jest.mock('@/components/Button', () => jest.requireActual<object>('../../support/app/phoneDialog'))
jest.mock('@/features/gate/SignInStep', () => jest.requireActual<object>('@/features/gate/SignInStep.tsx'))
jest.mock('@/features/phone/PhoneStep', () => jest.requireActual<object>('@/features/phone/PhoneStep.tsx'))

const add = jest.fn<Promise<unknown>, [payload: unknown, key: string]>()
const consent = { version: CONSENT_VERSION }
const verified = makeMe({ capability: 'phoneVerified', phone: '138****8000' })
const encrypted = { encryptedData: 'AAAA', iv: 'A'.repeat(24) }
const button = (name: string) => screen.getByRole('button', { name })
const tick = (view: View) => view.user.click(screen.getByRole('checkbox', { name: texts.consentLabel }))

type View = ReturnType<typeof renderInShop>

function makeWeapp(options: Parameters<typeof makeShop>[0] = {}) {
  return makeShop({ preloadedState: guestState, intents: { 'favourites/add': (payload, key) => () => add(payload, key) }, ...options })
}

beforeEach(() => {
  add.mockReset()
  Object.assign(phoneDialog, { answer: {}, whileOpen: () => undefined })
})

describe('signing in by one tap', () => {
  it('uses the code that is held, and completes the action once', async () => {
    const shop = makeWeapp()
    shop.api.auth.wechat.mockResolvedValue(makeStarted())
    const view = renderInShop(<Gated />, shop)
    await view.user.click(button('收藏'))
    await tick(view)
    await view.user.dblClick(button(texts.wechat))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(shop.api.auth.wechat.mock.calls).toEqual([[{ code: 'code-1', consent }]])
  })

  it('points at the consent that is missing', async () => {
    const view = renderInShop(<Gated />, makeWeapp())
    await view.user.click(button('收藏'))
    await view.user.click(button(texts.wechat))
    expect(screen.getByRole('alert')).toHaveTextContent(texts.consentMissing)
    expect(view.api.auth.wechat).not.toHaveBeenCalled()
  })

  it('says why WeChat did not let in, and offers the other way', async () => {
    const shop = makeWeapp()
    shop.api.auth.wechat.mockRejectedValue(problem('wechat_high_risk'))
    const view = renderInShop(<Gated />, shop)
    await view.user.click(button('收藏'))
    await tick(view)
    await view.user.click(button(texts.wechat))
    expect(await screen.findByRole('alert')).toHaveTextContent(/手机验证码/)
    await view.user.click(button(texts.bySms))
    expect(screen.getByLabelText('手机号')).toBeVisible()
    await view.user.click(button(texts.byWechat))
    expect(button(texts.wechat)).toBeVisible()
  })
})

describe('signing in with the phone number', () => {
  it('opens no dialog before the consent', async () => {
    const view = renderInShop(<Gated require="phoneVerified" />, makeWeapp())
    await view.user.click(button('收藏'))
    const opened = jest.fn()
    phoneDialog.whileOpen = opened
    await view.user.click(button(texts.wechatWithPhone))
    expect(screen.getByRole('alert')).toHaveTextContent(texts.consentMissing)
    expect(opened).not.toHaveBeenCalled()
  })

  it('sends login code and phone code in one request', async () => {
    const shop = makeWeapp()
    shop.api.auth.wechat.mockResolvedValue(makeStarted({ user: verified }))
    const view = renderInShop(<Gated require="phoneVerified" />, shop)
    await view.user.click(button('收藏'))
    await tick(view)
    phoneDialog.answer = { code: 'pc' }
    await view.user.click(button(texts.wechatWithPhone))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(shop.api.auth.wechat.mock.calls).toEqual([[{ code: 'code-1', phoneCode: 'pc', consent }]])
  })

  it('signs in also where the shopper left the dialog open longer than a login code lives', async () => {
    const shop = makeWeapp()
    shop.api.auth.wechat.mockResolvedValue(makeStarted({ user: verified }))
    const view = renderInShop(<Gated require="phoneVerified" />, shop)
    await view.user.click(button('收藏'))
    await tick(view)
    phoneDialog.answer = { code: 'pc' }
    phoneDialog.whileOpen = () => shop.clock.advance(6 * 60_000)
    await view.user.click(button(texts.wechatWithPhone))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(shop.api.auth.wechat.mock.calls).toEqual([[{ code: 'code-2', phoneCode: 'pc', consent }]])
  })

  it('trap 1: calls no wx.login between the tap and the answer of an old library', async () => {
    const shop = makeWeapp({ wechat: makeFakeWechat({ phoneCodeSupported: false }) })
    shop.api.auth.wechat.mockResolvedValue(makeStarted({ user: verified }))
    const view = renderInShop(<Gated require="phoneVerified" />, shop)
    await view.user.click(button('收藏'))
    await tick(view)
    await waitFor(() => expect(shop.state().loginCode.phase).toBe('held'))
    phoneDialog.answer = encrypted
    phoneDialog.whileOpen = () => {
      // WeChat's dialog hides the app and shows it again; meanwhile the code goes stale.
      shop.clock.advance(4 * 60_000)
      shop.store.dispatch(appShown())
      void shop.store.dispatch(refreshLoginCode())
      expect(shop.wechat?.getCode).toHaveBeenCalledTimes(1)
    }
    await view.user.click(button(texts.wechatWithPhone))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(shop.api.auth.wechat.mock.calls[0]?.[0]).toEqual({ code: 'code-1', ...encrypted, consent })
  })

  it.each([
    ['user deny (a refusal)', { errMsg: 'getPhoneNumber:fail user deny' }, stepTexts.oneTap.refused],
    ['errno 1400001 (a used up quota)', { errno: 1400001 }, stepTexts.oneTap.exhausted],
    ['a failure', { errMsg: 'getPhoneNumber:fail' }, stepTexts.oneTap.failed],
  ])('explains itself after %s, offers the one-time code, and does not ask again', async (_what, answer, note) => {
    const view = renderInShop(<Gated require="phoneVerified" />, makeWeapp())
    await view.user.click(button('收藏'))
    await tick(view)
    phoneDialog.answer = answer
    await view.user.click(button(texts.wechatWithPhone))
    expect(screen.getByText(note)).toBeVisible()
    expect(screen.getByLabelText('手机号')).toBeVisible()
    expect(screen.queryByRole('button', { name: texts.wechatWithPhone })).not.toBeInTheDocument()
    expect(view.state().loginCode.isFrozen).toBe(false)
    expect(view.api.auth.wechat).not.toHaveBeenCalled()
    expect(view.state().session.status).toBe('guest')
  })

  it('offers the choices when the sign-in came through and its number is another account’s', async () => {
    const shop = makeWeapp()
    shop.api.auth.wechat.mockResolvedValue(makeStarted({ phoneProblem: 'phone_taken' }))
    const view = renderInShop(<Gated require="phoneVerified" />, shop)
    await view.user.click(button('收藏'))
    await tick(view)
    phoneDialog.answer = { code: 'pc' }
    await view.user.click(button(texts.wechatWithPhone))
    expect(await screen.findByRole('alert')).toHaveTextContent(stepTexts.takenTitle)
    expect(button(stepTexts.joinBoth)).toBeVisible()
    expect(button(stepTexts.thatAccount)).toBeVisible()
    expect(add).not.toHaveBeenCalled()
    expect(shop.state().session.status).toBe('member')
    await view.user.click(button(stepTexts.otherNumber))
    expect(screen.getByLabelText('手机号')).toBeVisible()
  })
})

describe('an account that is being deleted', () => {
  it('is restored by a fresh code, without the spent one and what belonged to it', async () => {
    const shop = makeWeapp()
    shop.api.auth.wechat.mockRejectedValueOnce(problem('account_deleting', { deletionDueAt: '2099-12-10T02:00:00.000Z' })).mockResolvedValue(makeStarted())
    const view = renderInShop(<Gated require="phoneVerified" />, shop)
    await view.user.click(button('收藏'))
    await tick(view)
    phoneDialog.answer = { code: 'pc' }
    await view.user.click(button(texts.wechatWithPhone))
    await view.user.click(await screen.findByRole('button', { name: texts.undoDeletion }))
    await waitFor(() => expect(shop.state().session.status).toBe('member'))
    expect(shop.api.auth.wechat.mock.calls.map(([body]) => body)).toEqual([
      { code: 'code-1', phoneCode: 'pc', consent },
      { code: 'code-2', consent, undoDeletion: true },
    ])
  })
})

describe('a member without a number', () => {
  it('gives it by one tap, and the action completes', async () => {
    const shop = makeWeapp({ preloadedState: memberState() })
    shop.api.me.verifyPhone.mockResolvedValue({ user: verified, token: 'token-9' })
    const view = renderInShop(<Gated require="phoneVerified" />, shop)
    await view.user.click(button('收藏'))
    phoneDialog.answer = { code: 'pc' }
    await view.user.click(button(stepTexts.byWechat))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(shop.api.me.verifyPhone).toHaveBeenCalledWith({ phoneCode: 'pc' }, { token: 'token-0' })
  })

  it('may take another number instead', async () => {
    const view = renderInShop(<Gated require="phoneVerified" />, makeWeapp({ preloadedState: memberState() }))
    await view.user.click(button('收藏'))
    await view.user.click(button(stepTexts.bySms))
    expect(screen.getByLabelText('手机号')).toBeVisible()
  })

  it('stays a member when he refuses', async () => {
    const view = renderInShop(<Gated require="phoneVerified" />, makeWeapp({ preloadedState: memberState() }))
    await view.user.click(button('收藏'))
    phoneDialog.answer = { errMsg: 'getPhoneNumber:fail user deny' }
    await view.user.click(button(stepTexts.byWechat))
    expect(screen.getByText(stepTexts.oneTap.refused)).toBeVisible()
    await view.user.click(button(texts.leavePhone))
    await act(() => Promise.resolve())
    expect(view.state().session.status).toBe('member')
    expect(add).not.toHaveBeenCalled()
  })
})
