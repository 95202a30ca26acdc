import { ensureSession, followOtherTab, restoreSession, silentSignIn } from '@/features/session/ensureSession'
import { PROBLEMS } from '@contract/problemCodes'
import { ApiFailure } from '@/api/apiError'
import { codeFrozen } from '@/features/loginCode/loginCodeSlice'
import { connectivityChanged } from '@/features/connectivity/connectivitySlice'
import { initialSession } from '@/features/session/sessionSlice'
import { initialAddresses } from '@/features/addresses/addressesSlice'
import { selectDestination } from '@/features/checkout/destination'
import { makeAddress, makeMe, makeStarted, offline, problem, unauthorised } from '../../support/app/factories'
import { makeFakeWebSignIn } from '../../support/app/fakePlatform'
import { deferred, guestState, makeShop, memberState, settle } from '../../support/app/shop'

const withToken = { session: { ...initialSession, token: 'token-0' } }

describe('the launch', () => {
  it('signs a returning shopper in by his code alone', async () => {
    const { store, api, state } = makeShop()
    api.auth.wechat.mockResolvedValue(makeStarted())
    await expect(store.dispatch(restoreSession())).resolves.toBe('member')
    expect(api.auth.wechat).toHaveBeenCalledWith({ code: 'code-1' })
    expect(state().session).toMatchObject({ status: 'member', token: 'token-1' })
    expect(state().user.me).toEqual(makeMe())
  })

  it('leaves who is not registered a guest', async () => {
    const { store, api, state } = makeShop()
    api.auth.wechat.mockRejectedValue(problem('not_registered'))
    await expect(store.dispatch(restoreSession())).resolves.toBe('guest')
    expect(state().session).toMatchObject({ status: 'guest', silentSignInFailed: false })
  })

  it('leaves whoever asked for his account to be deleted a guest, without a word', async () => {
    const { store, api, state } = makeShop()
    api.auth.wechat.mockRejectedValue(problem('account_deleting', { deletionDueAt: '2099-12-10T02:00:00.000Z' }))
    await expect(store.dispatch(restoreSession())).resolves.toBe('guest')
    expect(state().session).toMatchObject({ status: 'guest', silentSignInFailed: false })
    expect(state().toast.message).toBeNull()
    expect(api.auth.wechat).toHaveBeenCalledTimes(1)
  })

  it('asks the server nothing on H5 where no session can be', async () => {
    const { store, api, platform, state } = makeShop({ wechat: null })
    platform.mayHaveSession = () => false
    await expect(store.dispatch(restoreSession())).resolves.toBe('guest')
    expect(api.me.get).not.toHaveBeenCalled()
    expect(state().session.status).toBe('guest')
  })

  it.each([
    ['is confirmed', () => Promise.resolve(makeMe())],
    ['is renewed', () => Promise.reject(unauthorised())],
  ])('brings the addresses of a shopper who comes back, when his session %s', async (_how, me) => {
    const { store, api, state } = makeShop({ preloadedState: withToken })
    api.me.get.mockImplementation(me)
    api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-2' }))
    api.addresses.list.mockResolvedValue({ items: [makeAddress({ isDefault: true })], nextCursor: null })
    await store.dispatch(restoreSession())
    await settle()
    expect(api.addresses.list).toHaveBeenCalledTimes(1)
    expect(selectDestination(state())?.transitDays).toBe(1)
  })

  it('waits for what storage kept', async () => {
    const { store, api } = makeShop()
    const stored = deferred<void>()
    const restored = store.dispatch(restoreSession(stored.promise))
    await settle()
    expect(api.auth.wechat).not.toHaveBeenCalled()
    stored.resolve()
    await restored
    expect(api.auth.wechat).toHaveBeenCalledTimes(1)
  })

  it('confirms a token that was kept', async () => {
    const { store, api, state } = makeShop({ preloadedState: withToken })
    api.me.get.mockResolvedValue(makeMe({ nickname: '小李' }))
    await expect(store.dispatch(restoreSession())).resolves.toBe('member')
    expect(api.me.get).toHaveBeenCalledWith({ token: 'token-0' })
    expect(state().user.me?.nickname).toBe('小李')
  })

  it('renews a token that the server has forgotten, unseen', async () => {
    const { store, api, state } = makeShop({ preloadedState: withToken })
    api.me.get.mockRejectedValue(unauthorised())
    api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-2' }))
    await expect(store.dispatch(restoreSession())).resolves.toBe('member')
    expect(state().session.token).toBe('token-2')
  })

  it('keeps the session when the network is away', async () => {
    const { store, api, state } = makeShop({ preloadedState: withToken })
    api.me.get.mockRejectedValue(offline())
    await expect(store.dispatch(restoreSession())).resolves.toBe('unavailable')
    expect(state().session).toMatchObject({ status: 'unavailable', token: 'token-0' })
  })

  it.each([
    ['a database that is away', problem('service_unavailable', { retryAfterSeconds: 5 })],
    ['too many requests', problem('rate_limited', { retryAfterSeconds: 60 })],
    ['a failure of the server', problem('internal')],
    ['the page of a gateway', new ApiFailure({ kind: 'http', status: 502, retryable: true })],
    ['no answer in time', new ApiFailure({ kind: 'timeout', retryable: true })],
  ])('keeps the session when the check meets %s', async (_what, failure) => {
    const { store, api, state } = makeShop({ preloadedState: withToken })
    api.me.get.mockRejectedValue(failure)
    await expect(store.dispatch(restoreSession())).resolves.toBe('unavailable')
    expect(state().session).toMatchObject({ status: 'unavailable', token: 'token-0' })
  })

  it('does not sign in again whoever left on purpose', async () => {
    const { store, api, state } = makeShop({ preloadedState: { session: { ...initialSession, leftOnPurpose: true } } })
    await store.dispatch(restoreSession())
    expect(api.auth.wechat).not.toHaveBeenCalled()
    expect(state().session.status).toBe('guest')
  })

  it('takes up no session that was left without network: the server is told first, and the cookie asked for nothing', async () => {
    const { store, api, state } = makeShop({ wechat: null, preloadedState: { session: { ...initialSession, signOutOwed: { token: null } } } })
    api.auth.signOut.mockRejectedValueOnce(offline()).mockResolvedValue(undefined)
    await expect(store.dispatch(restoreSession())).resolves.toBe('guest')
    expect(api.me.get).not.toHaveBeenCalled()
    expect(state().session).toMatchObject({ status: 'guest', signOutOwed: { token: null } })
    store.dispatch(connectivityChanged(true))
    await settle()
    expect(state().session.signOutOwed).toBeNull()
    expect(api.auth.signOut).toHaveBeenCalledTimes(2)
  })

  it('keeps the session of a later sign-in in the mini-program, whatever is owed for the one before', async () => {
    const { store, api, state } = makeShop({ preloadedState: { session: { ...initialSession, token: 'token-1', signOutOwed: { token: 'token-0' } } } })
    api.auth.signOut.mockRejectedValue(offline())
    api.me.get.mockResolvedValue(makeMe())
    await expect(store.dispatch(restoreSession())).resolves.toBe('member')
    expect(state().session).toMatchObject({ status: 'member', token: 'token-1', signOutOwed: { token: 'token-0' } })
  })

  it('ends no session that WeChat’s page has just opened, whatever was left before', async () => {
    const webSignIn = makeFakeWebSignIn({ result: jest.fn(() => 'ok' as const) })
    const { store, api, state } = makeShop({ wechat: null, webSignIn, preloadedState: { session: { ...initialSession, signOutOwed: { token: null } } } })
    api.me.get.mockResolvedValue(makeMe())
    await expect(store.dispatch(restoreSession())).resolves.toBe('member')
    expect(api.auth.signOut).not.toHaveBeenCalled()
    expect(state().session.signOutOwed).toBeNull()
  })

  it('asks the cookie on H5, and ends as a guest without one', async () => {
    const { store, api, state } = makeShop({ wechat: null })
    api.me.get.mockRejectedValue(unauthorised())
    await expect(store.dispatch(restoreSession())).resolves.toBe('guest')
    expect(state().session.token).toBeNull()
  })
})

describe('ensureSession', () => {
  it('signs in once for fifty that ask at the same time', async () => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-9' }))
    const all = Array.from({ length: 50 }, () => store.dispatch(ensureSession('token-0')))
    await expect(Promise.all(all)).resolves.toEqual(Array(50).fill('member'))
    expect(api.auth.wechat).toHaveBeenCalledTimes(1)
    expect(state().session.token).toBe('token-9')
  })

  it('does nothing for an old token while a newer one is there', async () => {
    const { store, api } = makeShop({ preloadedState: memberState({}, 'token-new') })
    await expect(store.dispatch(ensureSession('token-old'))).resolves.toBe('member')
    expect(api.auth.wechat).not.toHaveBeenCalled()
  })

  it('renews the same shopper without clearing anything', async () => {
    const addresses = { ...initialAddresses, status: 'ready' as const, items: [makeAddress()] }
    const { store, api, state } = makeShop({ preloadedState: { ...memberState(), addresses } })
    api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-2' }))
    await store.dispatch(ensureSession('token-0'))
    expect(state().session.epoch).toBe(1)
    expect(api.addresses.list).not.toHaveBeenCalled()
    expect(state().addresses.items).toEqual(addresses.items)
  })

  it('starts afresh when the code turns out to be somebody else', async () => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.auth.wechat.mockResolvedValue(makeStarted({ user: makeMe({ id: 'other' }) }))
    await store.dispatch(ensureSession('token-0'))
    expect(state().session.epoch).toBe(2)
    expect(state().user.me?.id).toBe('other')
  })

  it('takes a new code once when WeChat refuses the first', async () => {
    const { store, api } = makeShop({ preloadedState: memberState() })
    api.auth.wechat.mockRejectedValueOnce(problem('wechat_code_invalid')).mockResolvedValue(makeStarted())
    await expect(store.dispatch(ensureSession('token-0'))).resolves.toBe('member')
    expect(api.auth.wechat.mock.calls.map(([body]) => body.code)).toEqual(['code-1', 'code-2'])
  })

  it('says nothing about the session while the phone dialog is open, when no code can be had', async () => {
    const { store, state } = makeShop({ preloadedState: memberState() })
    store.dispatch(codeFrozen())
    await expect(store.dispatch(ensureSession('token-0'))).resolves.toBe('unavailable')
    expect(state().session.token).toBe('token-0')
  })

  it('ends in guest where there is no silent way', async () => {
    const { store, api, state } = makeShop({ wechat: null, preloadedState: memberState({}, null) })
    api.me.get.mockRejectedValue(unauthorised())
    await expect(store.dispatch(ensureSession(null))).resolves.toBe('guest')
    expect(state().user.me).toBeNull()
  })

  it.each([
    ['the network fails', offline()],
    ['WeChat is busy', problem('wechat_unavailable')],
  ])('keeps the session when %s', async (_why, failure) => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.auth.wechat.mockRejectedValue(failure)
    await expect(store.dispatch(ensureSession('token-0'))).resolves.toBe('unavailable')
    expect(state().session.token).toBe('token-0')
    expect(state().user.me).not.toBeNull()
  })

  it('ends the session that can no longer be had', async () => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.auth.wechat.mockRejectedValue(problem('wechat_high_risk'))
    await expect(store.dispatch(ensureSession('token-0'))).resolves.toBe('guest')
    expect(state().session).toMatchObject({ status: 'guest', token: null, epoch: 2 })
  })

  it('does not come back by itself where it was ended from another device, says so once, and stays out at the next launch', async () => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.auth.wechat.mockRejectedValue(problem('session_ended_elsewhere'))
    await expect(store.dispatch(ensureSession('token-0'))).resolves.toBe('guest')
    expect(state().session).toMatchObject({ status: 'guest', token: null, leftOnPurpose: true })
    expect(state().user.me).toBeNull()
    expect(state().toast.message?.text).toBe(PROBLEMS.session_ended_elsewhere.title)
    expect(api.auth.wechat).toHaveBeenCalledTimes(1)

    const next = makeShop({ preloadedState: { session: { ...initialSession, leftOnPurpose: state().session.leftOnPurpose } } })
    await expect(next.store.dispatch(restoreSession())).resolves.toBe('guest')
    expect(next.api.auth.wechat).not.toHaveBeenCalled()
  })

  it('leaves a guest a guest', async () => {
    const { store, api } = makeShop({ preloadedState: guestState })
    await expect(store.dispatch(ensureSession())).resolves.toBe('guest')
    expect(api.auth.wechat).not.toHaveBeenCalled()
  })
})

describe('silentSignIn', () => {
  it('does not wait for what is loaded after it, which may need a session itself', async () => {
    const { store, api } = makeShop({ preloadedState: guestState })
    api.auth.wechat.mockResolvedValue(makeStarted())
    api.addresses.list.mockRejectedValueOnce(unauthorised()).mockResolvedValue({ items: [], nextCursor: null })
    await expect(store.dispatch(silentSignIn())).resolves.toBe('member')
    await settle()
    expect(api.addresses.list).toHaveBeenCalledTimes(2)
  })
})

describe('a session that began or ended in another tab', () => {
  it('that ended leaves a guest here, with nothing of the shopper', async () => {
    const { store, platform, state } = makeShop({ wechat: null, preloadedState: memberState({ nickname: '小李' }, null) })
    platform.mayHaveSession = () => false
    await expect(store.dispatch(followOtherTab())).resolves.toBe('guest')
    expect(state().user.me).toBeNull()
  })

  it('that another shopper began is met here, in an epoch of its own', async () => {
    const { store, api, state } = makeShop({ wechat: null, preloadedState: memberState({}, null) })
    api.me.get.mockResolvedValue(makeMe({ id: 'somebody-else' }))
    await expect(store.dispatch(followOtherTab())).resolves.toBe('member')
    expect(state()).toMatchObject({ session: { epoch: 2 }, user: { me: { id: 'somebody-else' } } })
  })

  it('of the same shopper changes nothing, and tells no tab in turn', async () => {
    const { store, api, platform, state } = makeShop({ wechat: null, preloadedState: memberState({}, null) })
    const tellSession = jest.fn()
    platform.tabs = { onStored: jest.fn(), onSession: jest.fn(), tellSession }
    api.me.get.mockResolvedValue(makeMe())
    await store.dispatch(followOtherTab())
    expect(state().session).toMatchObject({ status: 'member', epoch: 1 })
    expect(tellSession).not.toHaveBeenCalled()
  })

  it('is no more what a sign-out is owed for', async () => {
    const { store, api, state } = makeShop({ wechat: null, preloadedState: { session: { ...initialSession, status: 'guest', signOutOwed: { token: null } } } })
    api.me.get.mockResolvedValue(makeMe())
    await store.dispatch(followOtherTab())
    expect(state().session).toMatchObject({ status: 'member', signOutOwed: null })
    expect(api.auth.signOut).not.toHaveBeenCalled()
  })
})
