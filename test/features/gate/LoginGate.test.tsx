import { CONSENT_VERSION } from '@contract/limits'
import { act, screen, waitFor } from '@testing-library/react'
import { LoginGate } from '@/features/gate/LoginGate'
import { texts } from '@/features/gate/texts'
import { texts as stepTexts } from '@/features/phone/stepTexts'
import { purposes } from '@/features/gate/purposes'
import { initialSession } from '@/features/session/sessionSlice'
import { sessionEnded } from '@/features/session/sessionActions'
import { restoreSession } from '@/features/session/ensureSession'
import { persistStore } from 'redux-persist'
import { intents as registered } from '@/store/intents'
import { makeMe, makeStarted, offline, problem, unauthorised } from '../../support/app/factories'
import { Gated } from '../../support/app/Gated'
import { lifecycle, router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, guestState, makeShop, memberState, settle } from '../../support/app/shop'

const add = jest.fn<Promise<unknown>, [payload: unknown, key: string]>()
const PAGE = { path: '/product?stamp=AB', params: { id: 'p1', stamp: 'AB' } }
const sms = { requestId: 'r1', expiresInSeconds: 300, retryAfterSeconds: 60 }
const sheet = () => screen.queryByRole('dialog')
const tap = () => screen.getByRole('button', { name: '收藏' })

function makeH5(options: Parameters<typeof makeShop>[0] = {}) {
  const intents = { ...registered, 'favourites/add': (payload: unknown, key: string) => () => add(payload, key) }
  const shop = makeShop({ wechat: null, intents, ...options })
  shop.api.auth.sendSmsCode.mockResolvedValue(sms)
  shop.api.auth.sms.mockResolvedValue(makeStarted({ token: null, user: makeMe({ capability: 'phoneVerified' }) }))
  return shop
}

type View = ReturnType<typeof renderInShop>

async function fillIn({ user }: View, { isConsenting = true } = {}) {
  if (isConsenting) await user.click(screen.getByRole('checkbox', { name: texts.consentLabel }))
  await user.type(screen.getByLabelText('手机号'), '13800138000')
  await user.click(screen.getByRole('button', { name: '获取验证码' }))
  await user.type(screen.getByLabelText('验证码'), '123456')
}

const signIn = ({ user }: View) => user.click(screen.getByRole('button', { name: texts.signIn }))

beforeEach(() => {
  add.mockReset()
  router.current = PAGE
})

describe('a gated action', () => {
  it('runs at once for a member, once for a double tap', async () => {
    const running = deferred<void>()
    add.mockReturnValue(running.promise)
    const view = renderInShop(<Gated />, makeH5({ preloadedState: memberState() }))
    await view.user.dblClick(tap())
    expect(add.mock.calls).toEqual([[{ productId: 'p1' }, 'id-1']])
    expect(sheet()).not.toBeInTheDocument()
    await act(async () => running.resolve())
    await view.user.click(tap())
    expect(add).toHaveBeenCalledTimes(2)
  })

  it('asks a guest over the page, and completes by itself after the sign-in, once', async () => {
    const view = renderInShop(<Gated />, makeH5({ preloadedState: guestState }))
    await view.user.click(tap())
    expect(sheet()).toHaveAccessibleName(purposes.favourite.title)
    expect(screen.getByText(purposes.favourite.text)).toBeVisible()
    await fillIn(view)
    await signIn(view)
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(add).toHaveBeenCalledWith({ productId: 'p1' }, 'id-1')
    expect(view.state().session.status).toBe('member')
    expect(view.state().intent).toMatchObject({ pending: null, outcome: { status: 'done' } })
    expect(view.state().toast.message?.text).toBe(purposes.favourite.done)
    await waitFor(() => expect(sheet()).not.toBeInTheDocument())
  })

  it('runs once even when it fails, and does not make the sign-in look failed', async () => {
    add.mockRejectedValue(problem('favourite_limit_reached'))
    const view = renderInShop(<Gated />, makeH5({ preloadedState: guestState }))
    await view.user.click(tap())
    await fillIn(view)
    await signIn(view)
    await waitFor(() => expect(view.state().intent.outcome).toMatchObject({ status: 'failed', error: { code: 'favourite_limit_reached' } }))
    expect(add).toHaveBeenCalledTimes(1)
    expect(view.state().session.status).toBe('member')
    expect(view.state().toast.message).toMatchObject({ tone: 'failed' })
    await waitFor(() => expect(sheet()).not.toBeInTheDocument())
  })

  it('starts one sign-in for a double tap on the way in', async () => {
    const answer = deferred<ReturnType<typeof makeStarted>>()
    const shop = makeH5({ preloadedState: guestState })
    shop.api.auth.sms.mockReturnValue(answer.promise)
    const view = renderInShop(<Gated />, shop)
    await view.user.click(tap())
    await fillIn(view)
    await view.user.dblClick(screen.getByRole('button', { name: texts.signIn }))
    await act(async () => answer.resolve(makeStarted({ token: null })))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(shop.api.auth.sms).toHaveBeenCalledTimes(1)
  })

  it('leaves the guest in peace after he turned away', async () => {
    const view = renderInShop(<Gated />, makeH5({ preloadedState: guestState }))
    await view.user.click(tap())
    await view.user.click(screen.getByRole('button', { name: texts.leave }))
    await waitFor(() => expect(sheet()).not.toBeInTheDocument())
    expect(view.state().intent.pending).toBeNull()
    expect(add).not.toHaveBeenCalled()
    expect(tap()).toHaveFocus()
  })

  it('closes on Esc', async () => {
    const view = renderInShop(<Gated />, makeH5({ preloadedState: guestState }))
    await view.user.click(tap())
    await view.user.keyboard('{Escape}')
    await waitFor(() => expect(sheet()).not.toBeInTheDocument())
  })
})

describe('the way in', () => {
  it('sends nothing before the consent, which is not ticked beforehand', async () => {
    const view = renderInShop(<Gated />, makeH5({ preloadedState: guestState }))
    await view.user.click(tap())
    expect(screen.getByRole('checkbox', { name: texts.consentLabel })).not.toBeChecked()
    await fillIn(view, { isConsenting: false })
    await signIn(view)
    expect(screen.getByRole('alert')).toHaveTextContent(texts.consentMissing)
    expect(view.api.auth.sendSmsCode).not.toHaveBeenCalled()
    expect(view.api.auth.sms).not.toHaveBeenCalled()
  })

  it.each([
    ['the network fails', offline(), /网络断开/],
    ['the code is wrong', problem('sms_code_invalid'), /验证码不对/],
    ['there were too many', problem('rate_limited', { retryAfterSeconds: 30 }), /30 秒/],
  ])('says so in the sheet when %s, and may be tried again', async (_why, failure, sentence) => {
    const shop = makeH5({ preloadedState: guestState })
    shop.api.auth.sms.mockRejectedValueOnce(failure)
    const view = renderInShop(<Gated />, shop)
    await view.user.click(tap())
    await fillIn(view)
    await signIn(view)
    expect(await screen.findByRole('alert')).toHaveTextContent(sentence)
    expect(view.state().session.status).toBe('guest')
    expect(view.state().intent.pending).not.toBeNull()
    await signIn(view)
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
  })

  it('checks what was typed before it asks the server', async () => {
    const view = renderInShop(<Gated />, makeH5({ preloadedState: guestState }))
    await view.user.click(tap())
    await signIn(view)
    expect(screen.getByText('请填写 11 位手机号')).toBeVisible()
    expect(screen.getByText('请先获取验证码')).toBeVisible()
    expect(view.api.auth.sms).not.toHaveBeenCalled()
  })
})

describe('when it is not known who it is', () => {
  it('checks first while the launch is under way, then asks the guest', async () => {
    const shop = makeH5()
    const answer = deferred<never>()
    shop.api.me.get.mockReturnValue(answer.promise)
    void shop.store.dispatch(restoreSession())
    const view = renderInShop(<Gated />, shop)
    await view.user.click(tap())
    expect(screen.getByText(texts.checking)).toBeVisible()
    await act(async () => answer.reject(unauthorised()))
    expect(screen.getByRole('button', { name: texts.signIn })).toBeVisible()
  })

  it('completes by itself when the launch finds a member', async () => {
    const shop = makeH5()
    const answer = deferred<ReturnType<typeof makeMe>>()
    shop.api.me.get.mockReturnValue(answer.promise)
    void shop.store.dispatch(restoreSession())
    const view = renderInShop(<Gated />, shop)
    await view.user.click(tap())
    await act(async () => answer.resolve(makeMe()))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
  })

  it('offers a retry without network, keeps the session, and completes once it is back', async () => {
    const shop = makeH5({ preloadedState: { session: { ...initialSession, status: 'unavailable' } } })
    const view = renderInShop(<Gated />, shop)
    await view.user.click(tap())
    await waitFor(() => expect(sheet()).toHaveAccessibleName(texts.unavailableTitle))
    shop.api.me.get.mockResolvedValue(makeMe())
    await view.user.click(screen.getByRole('button', { name: texts.retry }))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
  })
})

describe('a session that ends during the action', () => {
  it('asks once more, then completes', async () => {
    const shop = makeH5({ preloadedState: memberState({}, null) })
    const view = renderInShop(<Gated />, shop)
    add.mockImplementationOnce(() => {
      shop.store.dispatch(sessionEnded())
      return Promise.reject(unauthorised())
    })
    await view.user.click(tap())
    expect(sheet()).toBeInTheDocument()
    await fillIn(view)
    await signIn(view)
    await waitFor(() => expect(add).toHaveBeenCalledTimes(2))
    expect(add.mock.calls[0]?.[1]).toBe(add.mock.calls[1]?.[1])
    expect(view.state().intent.outcome).toMatchObject({ status: 'done' })
  })

  it('does not ask for ever', async () => {
    add.mockRejectedValue(unauthorised())
    const view = renderInShop(<Gated />, makeH5({ preloadedState: memberState({}, null) }))
    await view.user.click(tap())
    await act(settle)
    await act(settle)
    expect(add.mock.calls.length).toBeLessThanOrEqual(2)
  })
})

describe('a phone number', () => {
  it('is not asked of an account that has one', async () => {
    const view = renderInShop(<Gated require="phoneVerified" />, makeH5({ preloadedState: memberState({ capability: 'phoneVerified' }) }))
    await view.user.click(tap())
    expect(add).toHaveBeenCalledTimes(1)
    expect(sheet()).not.toBeInTheDocument()
  })

  it('is asked of a member in the same sheet, and the action completes', async () => {
    const shop = makeH5({ preloadedState: memberState({}, null) })
    shop.api.me.verifyPhone.mockResolvedValue({ user: makeMe({ capability: 'phoneVerified' }), token: null })
    const view = renderInShop(<Gated require="phoneVerified" />, shop)
    await view.user.click(tap())
    expect(sheet()).toHaveAccessibleName(texts.phoneTitle)
    await fillIn(view, { isConsenting: false })
    await view.user.click(screen.getByRole('button', { name: stepTexts.verify }))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(shop.api.me.verifyPhone).toHaveBeenCalledWith({ phone: '13800138000', code: '123456', requestId: 'r1' }, { token: null })
  })

  it('of another account is a choice: another number, or that account by proof, with the action kept', async () => {
    const shop = makeH5({ preloadedState: memberState({}, null) })
    shop.api.me.verifyPhone.mockRejectedValue(problem('phone_taken'))
    shop.api.auth.signOut.mockResolvedValue(undefined)
    const view = renderInShop(<Gated require="phoneVerified" />, shop)
    await view.user.click(tap())
    await fillIn(view, { isConsenting: false })
    await view.user.click(screen.getByRole('button', { name: stepTexts.verify }))
    expect(await screen.findByRole('alert')).toHaveTextContent(stepTexts.takenTitle)
    await view.user.click(screen.getByRole('button', { name: stepTexts.thatAccount }))
    expect(await screen.findByRole('button', { name: texts.signIn })).toBeVisible()
    await fillIn(view)
    await signIn(view)
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
  })
})

describe('an account that is being deleted', () => {
  const dueAt = '2099-12-10T02:00:00.000Z'

  it('says until when, is restored by the same code, and the action completes', async () => {
    const shop = makeH5({ preloadedState: guestState })
    shop.api.auth.sms.mockRejectedValueOnce(problem('account_deleting', { deletionDueAt: dueAt }))
    const view = renderInShop(<Gated />, shop)
    await view.user.click(tap())
    await fillIn(view)
    await signIn(view)
    expect(await screen.findByRole('alert')).toHaveTextContent('12月10日')
    expect(add).not.toHaveBeenCalled()
    await view.user.click(screen.getByRole('button', { name: texts.undoDeletion }))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(shop.api.auth.sms.mock.calls.map(([body]) => body)).toEqual([
      { phone: '13800138000', code: '123456', requestId: 'r1', consent: { version: CONSENT_VERSION } },
      { phone: '13800138000', code: '123456', requestId: 'r1', consent: { version: CONSENT_VERSION }, undoDeletion: true },
    ])
  })

  it('can be left for another', async () => {
    const shop = makeH5({ preloadedState: guestState })
    shop.api.auth.sms.mockRejectedValueOnce(problem('account_deleting', { deletionDueAt: dueAt }))
    const view = renderInShop(<Gated />, shop)
    await view.user.click(tap())
    await fillIn(view)
    await signIn(view)
    await view.user.click(await screen.findByRole('button', { name: texts.otherAccount }))
    expect(screen.getByLabelText('手机号')).toBeVisible()
    expect(view.state().session.status).toBe('guest')
  })

  it('cannot be restored once it is due', async () => {
    const shop = makeH5({ preloadedState: guestState })
    shop.api.auth.sms.mockRejectedValueOnce(problem('account_deleting', { deletionDueAt: '2020-01-01T00:00:00.000Z' }))
    const view = renderInShop(<Gated />, shop)
    await view.user.click(tap())
    await fillIn(view)
    await signIn(view)
    expect(await screen.findByText(texts.deletingNow)).toBeVisible()
    expect(screen.queryByRole('button', { name: texts.undoDeletion })).not.toBeInTheDocument()
  })
})

describe('an agreement that was taken back', () => {
  it('is asked for again before the action, in its own words', async () => {
    const shop = makeH5({ preloadedState: memberState({ consentVersion: null }, null) })
    shop.api.me.update.mockResolvedValue(makeMe())
    const view = renderInShop(<Gated />, shop)
    await view.user.click(tap())
    expect(sheet()).toHaveAccessibleName(texts.withdrawnTitle)
    await view.user.click(screen.getByRole('checkbox', { name: texts.consentLabel }))
    await view.user.click(screen.getByRole('button', { name: texts.agreeAgain }))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
  })
})

describe('a newer agreement', () => {
  it('is asked of a member before the action, which then completes', async () => {
    const shop = makeH5({ preloadedState: memberState({ consentVersion: '2020-01-01' }, null) })
    shop.api.me.update.mockRejectedValueOnce(offline()).mockResolvedValue(makeMe())
    const view = renderInShop(<Gated />, shop)
    await view.user.click(tap())
    expect(sheet()).toHaveAccessibleName(texts.consentTitle)
    await view.user.click(screen.getByRole('button', { name: texts.agreeAgain }))
    expect(screen.getByRole('alert')).toHaveTextContent(texts.consentMissing)
    await view.user.click(screen.getByRole('checkbox', { name: texts.consentLabel }))
    await view.user.click(screen.getByRole('button', { name: texts.agreeAgain }))
    expect(await screen.findByRole('alert')).toHaveTextContent(/网络断开/)
    expect(add).not.toHaveBeenCalled()
    await view.user.click(screen.getByRole('button', { name: texts.agreeAgain }))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(shop.api.me.update).toHaveBeenLastCalledWith({ consent: { version: CONSENT_VERSION } }, { token: null })
  })
})

describe('a reload in the middle', () => {
  async function reload(kept: Map<string, unknown>, me: () => Promise<ReturnType<typeof makeMe>>) {
    const shop = makeH5({ isPersisted: true })
    kept.forEach((value, key) => shop.platform.kept.set(key, value))
    shop.api.me.get.mockImplementation(me)
    const ready = new Promise<void>((resolve) => persistStore(shop.store, null, resolve))
    const view = renderInShop(<Gated />, shop)
    await act(() => shop.store.dispatch(restoreSession(ready)))
    return view
  }

  async function leaveInTheMiddle(): Promise<Map<string, unknown>> {
    const shop = makeH5({ isPersisted: true })
    shop.api.me.get.mockRejectedValue(unauthorised())
    const persistor = persistStore(shop.store)
    const view = renderInShop(<Gated />, shop)
    await act(() => shop.store.dispatch(restoreSession()))
    await view.user.click(tap())
    await persistor.flush()
    persistor.pause()
    view.unmount()
    return shop.platform.kept
  }

  it('brings the sheet back on its page', async () => {
    const kept = await leaveInTheMiddle()
    router.current = { path: '/product?stamp=AA', params: { id: 'p1', stamp: 'AA' } }
    const view = await reload(kept, () => Promise.reject(unauthorised()))
    expect(sheet()).toHaveAccessibleName(purposes.favourite.title)
    await fillIn(view)
    await signIn(view)
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(add).toHaveBeenCalledWith({ productId: 'p1' }, 'id-1')
  })

  it('does not bring it back on another page', async () => {
    const kept = await leaveInTheMiddle()
    router.current = { path: '/product?stamp=AA', params: { id: 'p2', stamp: 'AA' } }
    await reload(kept, () => Promise.reject(unauthorised()))
    expect(sheet()).not.toBeInTheDocument()
  })

  it('completes by itself when he comes back signed in, as from a redirect', async () => {
    const kept = await leaveInTheMiddle()
    await reload(kept, () => Promise.resolve(makeMe()))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
  })
})

describe('another page over this one', () => {
  it('takes nothing away that was typed', async () => {
    const view = renderInShop(<Gated />, makeH5({ preloadedState: guestState }))
    await view.user.click(tap())
    await view.user.type(screen.getByLabelText('手机号'), '138')
    act(() => lifecycle.emit('hide'))
    act(() => lifecycle.emit('show'))
    expect(screen.getByLabelText('手机号')).toHaveValue('138')
  })
})

describe('a gated section', () => {
  const section = (
    <LoginGate require="member" purpose="addresses" skeleton={<p>骨架</p>}>
      <p>我的地址</p>
    </LoginGate>
  )

  it.each([
    ['a member', memberState(), '我的地址'],
    ['a guest', guestState, purposes.addresses.title],
    ['nobody knows whom yet', {}, '骨架'],
    ['somebody without network', { session: { ...initialSession, status: 'unavailable' as const } }, '网络断开了'],
  ])('shows %s the right thing', (_who, preloadedState, text) => {
    renderInShop(section, makeH5({ preloadedState }))
    expect(screen.getByText(text)).toBeVisible()
    if (text !== '我的地址') expect(screen.queryByText('我的地址')).not.toBeInTheDocument()
  })

  it('opens after the sign-in that its guest notice offers', async () => {
    const view = renderInShop(
      <>
        {section}
        <Gated />
      </>,
      makeH5({ preloadedState: guestState }),
    )
    await view.user.click(screen.getByRole('button', { name: texts.guestAction }))
    await fillIn(view)
    await signInBesideNotice(view)
    expect(await screen.findByText('我的地址')).toBeVisible()
  })
})

/** The sheet's own button: the notice behind it has the same name. */
async function signInBesideNotice(view: View) {
  const buttons = screen.getAllByRole('button', { name: texts.signIn })
  await view.user.click(buttons[buttons.length - 1] as HTMLElement)
}
