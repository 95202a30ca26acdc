import { consentChanged } from '@/features/consent/consentSlice'
import { intentKept } from '@/features/intent/intentSlice'
import { codeFrozen } from '@/features/loginCode/loginCodeSlice'
import { signIn } from '@/features/session/signIn'
import { favouritesApi } from '@/features/favourites/favouritesApi'
import { makeIds } from '../../support/account/backend'
import { makeAddress, makeMe, makeStarted, offline, problem } from '../../support/app/factories'
import { makeFakeWechat } from '../../support/app/fakePlatform'
import { deferred, guestState, makeShop, settle } from '../../support/app/shop'
import { CONSENT_VERSION } from '@contract/limits'

function makeGuestShop(options: Parameters<typeof makeShop>[0] = {}) {
  const shop = makeShop({ preloadedState: guestState, ...options })
  shop.store.dispatch(consentChanged(true))
  return shop
}

const consent = { version: CONSENT_VERSION }

describe('signIn', () => {
  it('sends the code that is already held, with the consent', async () => {
    const { store, api } = makeGuestShop()
    api.auth.wechat.mockResolvedValue(makeStarted())
    await store.dispatch(signIn({ by: 'wechat' }))
    expect(api.auth.wechat).toHaveBeenCalledWith({ code: 'code-1', consent })
  })

  it('goes nowhere without the consent', async () => {
    const { store, api } = makeShop({ preloadedState: guestState })
    const result = await store.dispatch(signIn({ by: 'wechat' }))
    expect(result.payload).toMatchObject({ kind: 'problem', code: 'consent_required' })
    expect(api.auth.wechat).not.toHaveBeenCalled()
  })

  it('signs in by a one-time code', async () => {
    const { store, api, state } = makeGuestShop({ wechat: null })
    api.auth.sms.mockResolvedValue(makeStarted({ token: null }))
    await store.dispatch(signIn({ by: 'sms', phone: '13800138000', code: '123456', requestId: 'r' }))
    expect(api.auth.sms).toHaveBeenCalledWith({ phone: '13800138000', code: '123456', requestId: 'r', consent })
    expect(state().session).toMatchObject({ status: 'member', token: null })
  })

  const userInfo = { rawData: '{}', signature: 'a'.repeat(40), encryptedData: 'AAAA', iv: 'A'.repeat(24) }

  it('sends the user info of an old client along with the code', async () => {
    const { store, api } = makeGuestShop({ wechat: makeFakeWechat({ getSignedUserInfo: jest.fn().mockResolvedValue(userInfo) }) })
    api.auth.wechat.mockResolvedValue(makeStarted())
    await store.dispatch(signIn({ by: 'wechat' }))
    expect(api.auth.wechat).toHaveBeenCalledWith({ code: 'code-1', ...userInfo, consent })
  })

  it.each([[{ phoneCode: 'pc' }], [{ encryptedData: 'number', iv: 'B'.repeat(24) }]])('sends the number %j alone: two encrypted texts would be one too many', async (phone) => {
    const { store, api } = makeGuestShop({ wechat: makeFakeWechat({ getSignedUserInfo: jest.fn().mockResolvedValue(userInfo) }) })
    api.auth.wechat.mockResolvedValue(makeStarted())
    await store.dispatch(signIn({ by: 'wechat', phone }))
    expect(api.auth.wechat).toHaveBeenCalledWith({ code: 'code-1', ...phone, consent })
  })

  it('leaves the user info behind with a code that was refused: its key is gone', async () => {
    const { store, api } = makeGuestShop({ wechat: makeFakeWechat({ getSignedUserInfo: jest.fn().mockResolvedValue(userInfo) }) })
    api.auth.wechat.mockRejectedValueOnce(problem('wechat_code_invalid')).mockResolvedValue(makeStarted())
    await store.dispatch(signIn({ by: 'wechat' }))
    expect(api.auth.wechat.mock.calls[1]).toEqual([{ code: 'code-2', consent }])
  })

  it('clears, stores, loads in parallel, and only then runs the intent, once', async () => {
    const order: string[] = []
    const first = deferred<void>()
    const second = deferred<void>()
    const load = (name: string, promise: Promise<void>) => () => () => {
      order.push(`${name} asked by ${shop.state().user.me?.id ?? 'nobody'}`)
      return promise
    }
    const shop = makeGuestShop({
      loadsAfterSignIn: [load('addresses', first.promise), load('cart', second.promise)],
      intents: { 'test/run': () => () => void order.push('intent') },
    })
    shop.api.auth.wechat.mockResolvedValue(makeStarted({ user: makeMe({ id: 'me' }) }))
    const { clock, store } = shop
    store.dispatch(intentKept({ id: 'i', action: { type: 'test/run', payload: null }, capability: 'member', purpose: 'account', page: '/', createdAt: clock.now() }))
    const done = store.dispatch(signIn({ by: 'wechat' }))
    await settle()
    expect(order).toEqual(['addresses asked by me', 'cart asked by me'])
    second.reject(offline())
    await settle()
    expect(order).toHaveLength(2)
    first.resolve()
    await done
    await settle()
    expect(order.slice(2)).toEqual(['intent'])
    expect(shop.state().intent.pending).toBeNull()
  })

  it('leaves nothing of the shopper before', async () => {
    const { store, api, state } = makeGuestShop({
      preloadedState: { ...guestState, user: { me: makeMe({ id: 'before' }) }, addresses: { status: 'ready', items: [makeAddress()], isStale: false, undo: {} } },
    })
    api.auth.wechat.mockResolvedValue(makeStarted({ user: makeMe({ id: 'after' }) }))
    await store.dispatch(favouritesApi.util.upsertQueryData('favouriteIds', undefined, makeIds(['p1'])))
    const seen: unknown[] = []
    store.subscribe(() => seen.push([state().session.status, state().user.me?.id ?? null, state().addresses.items.length]))
    await store.dispatch(signIn({ by: 'wechat' }))
    expect(seen).toContainEqual(['guest', null, 0])
    expect(seen).not.toContainEqual(['member', 'before', expect.anything()])
    expect(state().user.me?.id).toBe('after')
    expect(state().session.epoch).toBe(1)
    expect(favouritesApi.endpoints.favouriteIds.select()(state()).data).toBeUndefined()
  })

  it('starts one sign-in for two taps', async () => {
    const { store, api } = makeGuestShop()
    api.auth.wechat.mockResolvedValue(makeStarted())
    await Promise.all([store.dispatch(signIn({ by: 'wechat' })), store.dispatch(signIn({ by: 'wechat' }))])
    expect(api.auth.wechat).toHaveBeenCalledTimes(1)
  })

  it('errcode 40029: takes a new code once when the held one is refused', async () => {
    const { store, api, state } = makeGuestShop()
    api.auth.wechat.mockRejectedValueOnce(problem('wechat_code_invalid')).mockResolvedValue(makeStarted())
    await store.dispatch(signIn({ by: 'wechat' }))
    expect(api.auth.wechat).toHaveBeenCalledTimes(2)
    expect(state().session.status).toBe('member')
  })

  it('trap 1: does not send encrypted data with another code than its own', async () => {
    const { store, api, state } = makeGuestShop()
    api.auth.wechat.mockRejectedValue(problem('wechat_code_invalid'))
    const result = await store.dispatch(signIn({ by: 'wechat', phone: { encryptedData: 'AAAA', iv: 'A'.repeat(24) } }))
    expect(api.auth.wechat).toHaveBeenCalledTimes(1)
    expect(result.payload).toMatchObject({ code: 'wechat_code_invalid' })
    expect(state().session.status).toBe('guest')
  })

  it('thaws the holder and fills it again, whatever came of it', async () => {
    const { store, api, state } = makeGuestShop({ preloadedState: { ...guestState, loginCode: { phase: 'held', value: 'before the tap', obtainedAt: Date.UTC(2026, 10, 22, 4), isFrozen: false } } })
    store.dispatch(codeFrozen())
    api.auth.wechat.mockRejectedValue(offline())
    await store.dispatch(signIn({ by: 'wechat', phone: { encryptedData: 'AAAA', iv: 'A'.repeat(24) } }))
    await settle()
    expect(api.auth.wechat.mock.calls[0]?.[0].code).toBe('before the tap')
    expect(state().loginCode).toMatchObject({ phase: 'held', value: 'code-1', isFrozen: false })
  })

  it('stands when the number that came along was not taken, and says why', async () => {
    const { store, api, state } = makeGuestShop()
    api.auth.wechat.mockResolvedValue(makeStarted({ phoneProblem: 'phone_taken' }))
    await store.dispatch(signIn({ by: 'wechat', phone: { phoneCode: 'pc' } }))
    expect(state().session.status).toBe('member')
    expect(state().phone.oneTap).toBe('taken')
  })

  it('leaves the guest a guest when the network fails', async () => {
    const { store, state } = makeGuestShop()
    const result = await store.dispatch(signIn({ by: 'wechat' }))
    expect(result.payload).toEqual({ kind: 'network', retryable: true })
    expect(state().session).toMatchObject({ status: 'guest', signingIn: null, epoch: 0 })
  })
})
