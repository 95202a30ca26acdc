import { persistStore } from 'redux-persist'
import type { AnalyticsBatch } from '@contract/analytics'
import { CONSENT_VERSION } from '@contract/limits'
import { connectivityChanged } from '@/features/connectivity/connectivitySlice'
import { consentChanged } from '@/features/consent/consentSlice'
import { trackingChosen } from '@/features/consent/trackingSlice'
import { KEPT_HITS } from '@/features/analytics/analyticsSlice'
import { pageViewed } from '@/features/analytics/pageViewed'
import { leaveGate } from '@/features/gate/leaveGate'
import { passGate } from '@/features/gate/passGate'
import { oneTapClosed } from '@/features/phone/phoneSlice'
import { sendSmsCode } from '@/features/phone/sendSmsCode'
import { verifyPhone } from '@/features/phone/verifyPhone'
import { wordSearched } from '@/features/search/searchHistorySlice'
import { signIn } from '@/features/session/signIn'
import { signOut } from '@/features/session/signOut'
import { sessionConfirmed } from '@/features/session/sessionActions'
import { guestFound } from '@/features/session/sessionSlice'
import { goToWechat } from '@/features/webSignIn/goToWechat'
import { returnedFromWechat } from '@/features/webSignIn/webSignInSlice'
import { appShown } from '@/store/appEvents'
import type { ApiRequest } from '@/api/transport'
import { makeMe as makeAnyMe, makeStarted as makeAnyStarted, offline, problem, unauthorised } from '../../support/app/factories'
import { guestState, makeShop, memberState as anyMemberState, settle } from '../../support/app/shop'

type Answer = (request: ApiRequest) => unknown

const mayTrack = { tracking: { isAllowed: true } }
/** Members here said yes. */
const saidYes = { analyticsConsentVersion: CONSENT_VERSION }
const makeMe: typeof makeAnyMe = (over) => makeAnyMe({ ...saidYes, ...over })
const makeStarted: typeof makeAnyStarted = (over) => makeAnyStarted({ user: makeMe(), ...over })
const memberState: typeof anyMemberState = (me, token) => anyMemberState({ ...saidYes, ...me }, token)
const favourite = { require: 'member', purpose: 'favourite', page: '/product', intent: { type: 'favourites/add', payload: { productId: 'p1' } } } as const

/** A guest, or whoever the state says, whose hits arrive unless `onHits` says otherwise. */
function open({ state = guestState, onHits = () => undefined, ...options }: { state?: object; onHits?: Answer } & Parameters<typeof makeShop>[0] = {}) {
  const shop = makeShop({ preloadedState: { ...state, ...mayTrack }, ...options })
  const tries: AnalyticsBatch['hits'][] = []
  const arrived: AnalyticsBatch['hits'] = []
  shop.api.request.mockImplementation(async (request: ApiRequest) => {
    if (request.path !== '/v1/analytics') return undefined
    const { hits } = request.body as AnalyticsBatch
    tries.push(hits)
    await onHits(request)
    arrived.push(...hits)
    return undefined
  })
  return { ...shop, tries, arrived, steps: () => arrived.map(describeHit) }
}

function describeHit({ page, event }: AnalyticsBatch['hits'][number]): string {
  return event ? [event.category, event.action, event.name].filter(Boolean).join(' ') : `view ${page}`
}

describe('security 23: before the shopper agreed', () => {
  it.each([
    ['nobody chose', null],
    ['the choice was no', false],
  ])('nothing is noted, kept or sent where %s', async (_name, isAllowed) => {
    const { store, tries, state } = open({ preloadedState: { ...guestState, tracking: { isAllowed } } })
    store.dispatch(pageViewed('home'))
    store.dispatch(wordSearched('牛奶'))
    await store.dispatch(passGate(favourite))
    store.dispatch(leaveGate())
    await settle()
    expect(tries).toEqual([])
    expect(state().analytics).toEqual({ visitorId: null, hits: [] })
  })

  it('storage holds no trace either', async () => {
    const shop = makeShop({ isPersisted: true, preloadedState: guestState })
    const persistor = persistStore(shop.store)
    shop.store.dispatch(pageViewed('home'))
    await settle()
    await persistor.flush()
    persistor.pause()
    expect(shop.platform.kept.get('shop')).not.toHaveProperty('analytics')
  })

  it('agreeing does not bring back what happened before', async () => {
    const { store, steps } = open({ preloadedState: guestState })
    store.dispatch(pageViewed('home'))
    await settle()
    store.dispatch(trackingChosen(true))
    store.dispatch(pageViewed('list'))
    await settle()
    expect(steps()).toEqual(['view list'])
  })
})

describe('security 23: after the shopper changed his mind', () => {
  it('what waits is forgotten, and who he was with it', async () => {
    const shop = open({ onHits: () => Promise.reject(offline()), isPersisted: true })
    const persistor = persistStore(shop.store)
    await settle()
    shop.store.dispatch(trackingChosen(true))
    shop.store.dispatch(pageViewed('home'))
    await settle()
    await persistor.flush()
    expect(shop.platform.kept.get('shop')).toHaveProperty('analytics.hits.length', 1)
    shop.store.dispatch(trackingChosen(false))
    await settle()
    await persistor.flush()
    persistor.pause()
    expect(shop.state().analytics).toEqual({ visitorId: null, hits: [] })
    expect(shop.platform.kept.get('shop')).not.toHaveProperty('analytics')
    const before = shop.tries.length
    shop.store.dispatch(connectivityChanged(true))
    await settle()
    expect(shop.tries).toHaveLength(before)
  })
})

describe('while it is not known whose choice counts', () => {
  it('what happens waits, and keeps its place and time', async () => {
    const { store, clock, tries, arrived, steps, state } = open({ preloadedState: {} })
    store.dispatch(pageViewed('home'))
    clock.advance(7_000)
    store.dispatch(pageViewed('list'))
    await settle()
    expect([tries, state().analytics.hits]).toEqual([[], []])
    store.dispatch(trackingChosen(true))
    store.dispatch(guestFound({ silentSignInFailed: false }))
    await settle()
    expect(steps()).toEqual(['view home', 'view list'])
    expect(arrived.map(({ ageSeconds }) => ageSeconds)).toEqual([7, 0])
  })

  it('a no in the end drops it', async () => {
    const { store, tries, state } = open({ preloadedState: {} })
    store.dispatch(pageViewed('home'))
    store.dispatch(guestFound({ silentSignInFailed: false }))
    await settle()
    store.dispatch(trackingChosen(true))
    await settle()
    expect([tries, state().analytics.hits]).toEqual([[], []])
  })
})

describe('the funnel', () => {
  it('guest: gate shown, way chosen, success, and the favourite that he wanted', async () => {
    const { store, api, steps, arrived } = open()
    api.auth.wechat.mockResolvedValue(makeStarted())
    store.dispatch(pageViewed('product'))
    await store.dispatch(passGate(favourite))
    store.dispatch(consentChanged(true))
    await store.dispatch(signIn({ by: 'wechat' }))
    await settle()
    expect(steps()).toEqual(['view product', 'login gateShown favourite', 'login wayChosen wechat', 'login succeeded wechat', 'favourite added'])
    expect(new Set(arrived.map(({ page }) => page))).toEqual(new Set(['product']))
  })

  it.each([
    ['yes goes along with the sign-in', true, { analytics: true }],
    ['silence does not', null, {}],
  ])('security 23: a guest’s %s', async (_name, isAllowed, sent) => {
    const { store, api } = open({ preloadedState: { ...guestState, tracking: { isAllowed } } })
    api.auth.wechat.mockResolvedValue(makeStarted())
    store.dispatch(consentChanged(true))
    await store.dispatch(signIn({ by: 'wechat' }))
    expect(api.auth.wechat).toHaveBeenCalledWith(expect.objectContaining({ consent: { version: CONSENT_VERSION, ...sent } }))
  })

  it('security 23: signing in to an account that said no ends it', async () => {
    const { store, api, steps, state } = open({ onHits: () => Promise.reject(offline()) })
    api.auth.wechat.mockResolvedValue(makeStarted({ user: makeMe({ analyticsConsentVersion: null }) }))
    store.dispatch(pageViewed('home'))
    store.dispatch(consentChanged(true))
    await store.dispatch(signIn({ by: 'wechat' }))
    await settle()
    expect([steps(), state().analytics]).toEqual([[], { visitorId: null, hits: [] }])
  })

  it('by a one-time code: the way is chosen once, however often the code is sent', async () => {
    const { store, api, clock, steps } = open({ wechat: null })
    api.auth.sendSmsCode.mockResolvedValue({ requestId: 'r', expiresInSeconds: 300, retryAfterSeconds: 60 })
    api.auth.sms.mockResolvedValue(makeStarted({ token: null }))
    store.dispatch(consentChanged(true))
    await store.dispatch(sendSmsCode({ phone: '13800138000', purpose: 'signIn' }))
    clock.advance(61_000)
    await store.dispatch(sendSmsCode({ phone: '13800138000', purpose: 'signIn' }))
    await store.dispatch(signIn({ by: 'sms', phone: '13800138000', code: '123456' }))
    await settle()
    expect(steps()).toEqual(['login wayChosen sms', 'login succeeded sms'])
  })

  it('by WeChat’s own page: the choice, and what came of it after the way back', async () => {
    const { store, steps } = open({ wechat: null })
    store.dispatch(goToWechat.pending('request', { way: 'oa' }))
    store.dispatch(returnedFromWechat('wechat_code_invalid'))
    store.dispatch(returnedFromWechat('ok'))
    await settle()
    expect(steps()).toEqual(['login wayChosen wechatPage', 'login failed wechat_code_invalid', 'login succeeded wechatPage'])
  })

  it('refusal: leaving the gate, and WeChat’s phone dialog', async () => {
    const { store, steps } = open()
    await store.dispatch(passGate(favourite))
    store.dispatch(leaveGate())
    store.dispatch(leaveGate())
    store.dispatch(oneTapClosed('refused'))
    await settle()
    expect(steps()).toEqual(['login gateShown favourite', 'login refused favourite', 'phone refused wechat'])
  })

  it.each([
    ['network', offline()],
    ['sms_code_invalid', problem('sms_code_invalid')],
  ])('failure: the kind of error and nothing more (%s)', async (kind, failure) => {
    const { store, api, steps } = open({ wechat: null })
    api.auth.sms.mockRejectedValue(failure)
    store.dispatch(consentChanged(true))
    await store.dispatch(signIn({ by: 'sms', phone: '13800138000', code: '123456' }))
    await settle()
    expect(steps()).toEqual([`login failed ${kind}`])
  })

  it('a number: shown, chosen, verified', async () => {
    const { store, api, steps } = open({ state: memberState() })
    api.me.verifyPhone.mockResolvedValue({ user: makeMe({ capability: 'phoneVerified' }), token: 'token-1' })
    await store.dispatch(passGate({ ...favourite, require: 'phoneVerified', purpose: 'checkout' }))
    await store.dispatch(verifyPhone({ phoneCode: 'code' }))
    await settle()
    expect(steps()).toEqual(['phone gateShown checkout', 'phone wayChosen wechat', 'phone succeeded wechat', 'favourite added'])
  })

  it('a member passes the gate unseen, also one who is still being checked', async () => {
    const member = open({ state: memberState() })
    await member.store.dispatch(passGate(favourite))
    await settle()
    expect(member.steps()).toEqual(['favourite added'])

    const checked = open({ state: {} })
    void checked.store.dispatch(passGate(favourite))
    await settle()
    checked.store.dispatch(sessionConfirmed({ user: makeMe() }))
    await settle()
    expect(checked.steps()).toEqual(['favourite added'])
  })

  it('a member whose session turns out to have ended meets the gate', async () => {
    const { store, api, steps } = open({ state: memberState({}, null), wechat: null })
    api.me.get.mockRejectedValue(unauthorised())
    const answer = api.request.getMockImplementation() as Answer
    api.request.mockImplementation((request: ApiRequest) => (request.method === 'PUT' ? Promise.reject(unauthorised()) : answer(request)))
    await store.dispatch(passGate(favourite))
    await settle()
    expect(steps()).toEqual(['login gateShown favourite'])
  })

  it('a search counts without its words', async () => {
    const { store, steps, tries } = open()
    store.dispatch(wordSearched('无糖牛奶'))
    await settle()
    expect(steps()).toEqual(['search submitted'])
    expect(JSON.stringify(tries)).not.toContain('牛奶')
  })
})

describe('security 24: whose it is', () => {
  it('a guest is a random id; signing in adds the hash that the server gave, and nothing else of him', async () => {
    const { store, api, arrived, tries } = open()
    const user = makeMe({ analyticsId: 'h'.repeat(43), nickname: '小满', phone: '138****8000' })
    api.auth.wechat.mockResolvedValue(makeStarted({ user }))
    store.dispatch(pageViewed('home'))
    store.dispatch(consentChanged(true))
    await store.dispatch(signIn({ by: 'wechat' }))
    store.dispatch(pageViewed('mine'))
    await settle()
    expect(arrived.map(({ userId }) => userId)).toEqual([undefined, undefined, user.analyticsId, user.analyticsId])
    expect(new Set(arrived.map(({ visitorId }) => visitorId)).size).toBe(1)
    const text = JSON.stringify(tries)
    for (const secret of [user.id, '小满', '8000', 'token-1']) expect(text).not.toContain(secret)
  })

  it('signing out makes another visitor of him; what he did before still is his', async () => {
    const { store, api, arrived, platform } = open({ state: memberState({ analyticsId: 'h'.repeat(43) }), onHits: () => (isAway ? Promise.reject(offline()) : undefined) })
    let isAway = true
    let ids = 0
    platform.newId = () => `${String(++ids).padStart(8, '0')}-0000-4000-8000-000000000000`
    api.auth.signOut.mockResolvedValue(undefined)
    store.dispatch(pageViewed('mine'))
    await settle()
    await store.dispatch(signOut())
    isAway = false
    store.dispatch(pageViewed('home'))
    await settle()
    const [mine, home] = arrived
    expect(arrived).toHaveLength(2)
    expect([mine?.userId, home?.userId]).toEqual(['h'.repeat(43), undefined])
    expect(mine?.visitorId).toMatch(/^[0-9a-f]{16}$/)
    expect(home?.visitorId).not.toBe(mine?.visitorId)
  })

  it('calls carry no session', async () => {
    const { store, api } = open({ state: memberState() })
    store.dispatch(pageViewed('mine'))
    await settle()
    const [request] = api.request.mock.calls.map(([one]: [ApiRequest]) => one).filter(({ path }) => path === '/v1/analytics')
    expect(request).toBeDefined()
    expect(request).not.toHaveProperty('token')
    expect(request?.session ?? false).toBe(false)
  })
})

describe('without network', () => {
  it('hits wait, and go in order once it is back, with the age they have then', async () => {
    const { store, clock, tries, arrived, steps } = open()
    store.dispatch(connectivityChanged(false))
    for (const page of ['home', 'list', 'product'] as const) store.dispatch(pageViewed(page))
    await settle()
    expect(tries).toEqual([])
    clock.advance(3_600_000)
    store.dispatch(connectivityChanged(true))
    await settle()
    expect(steps()).toEqual(['view home', 'view list', 'view product'])
    expect(arrived.map(({ ageSeconds }) => ageSeconds)).toEqual([3600, 3600, 3600])
  })

  it.each([['network', offline()], ['a busy server', problem('service_unavailable')]])('a failed call (%s) is repeated with the same ids', async (_name, failure) => {
    let fails = 1
    const { store, tries, arrived, state } = open({ onHits: () => (fails-- > 0 ? Promise.reject(failure) : undefined) })
    store.dispatch(pageViewed('home'))
    await settle()
    expect(arrived).toEqual([])
    store.dispatch(appShown())
    await settle()
    expect(tries.map((hits) => hits.map(({ id }) => id))).toEqual([[arrived[0]?.id], [arrived[0]?.id]])
    expect(state().analytics.hits).toEqual([])
  })

  it('what the server refuses for good is not sent again', async () => {
    const { store, tries, state } = open({ onHits: () => Promise.reject(problem('not_found')) })
    store.dispatch(pageViewed('home'))
    await settle()
    store.dispatch(appShown())
    await settle()
    expect(tries).toHaveLength(1)
    expect(state().analytics.hits).toEqual([])
  })

  it('the queue is bounded, and the oldest make room', async () => {
    const { store, arrived, tries } = open()
    store.dispatch(connectivityChanged(false))
    store.dispatch(pageViewed('mine'))
    for (let i = 0; i < KEPT_HITS; i += 1) store.dispatch(pageViewed('list'))
    await settle()
    store.dispatch(connectivityChanged(true))
    await settle()
    expect(arrived).toHaveLength(KEPT_HITS)
    expect(arrived.map(({ page }) => page)).not.toContain('mine')
    expect(Math.max(...tries.map(({ length }) => length))).toBe(50)
  })

  it('hits of yesterday are dropped', async () => {
    const { store, clock, steps, state } = open()
    store.dispatch(connectivityChanged(false))
    store.dispatch(pageViewed('home'))
    await settle()
    clock.advance(24 * 3_600_000)
    store.dispatch(pageViewed('list'))
    await settle()
    store.dispatch(connectivityChanged(true))
    await settle()
    expect(steps()).toEqual(['view list'])
    expect(state().analytics.hits).toEqual([])
  })

  it('a clock that was put back makes no hit from the future', async () => {
    const { store, clock, arrived } = open()
    store.dispatch(connectivityChanged(false))
    store.dispatch(pageViewed('home'))
    clock.advance(-60_000)
    store.dispatch(connectivityChanged(true))
    await settle()
    expect(arrived.map(({ ageSeconds }) => ageSeconds)).toEqual([0])
  })

  it('hits survive a restart, and are sent by the next', async () => {
    const first = open({ isPersisted: true, onHits: () => Promise.reject(offline()) })
    const persistor = persistStore(first.store)
    await settle()
    first.store.dispatch(trackingChosen(true))
    first.store.dispatch(pageViewed('home'))
    await settle()
    await persistor.flush()
    persistor.pause()

    const second = open({ state: {}, isPersisted: true })
    first.platform.kept.forEach((value, key) => second.platform.kept.set(key, value))
    const again = persistStore(second.store)
    await settle()
    second.store.dispatch(guestFound({ silentSignInFailed: false }))
    await settle()
    again.pause()
    expect(second.steps()).toEqual(['view home'])
    expect(second.arrived.map(({ id }) => id)).toEqual(first.tries[0]?.map(({ id }) => id))
  })
})
