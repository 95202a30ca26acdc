import type { Me } from '@contract/identity'
import { CONSENT_VERSION } from '@contract/limits'
import { chooseTracking } from '@/features/consent/chooseTracking'
import { selectMayTrack, trackingChosen } from '@/features/consent/trackingSlice'
import { withdrawAgreement } from '@/features/consent/withdrawAgreement'
import { signedOut } from '@/features/session/sessionActions'
import { initialSession, type SessionStatus } from '@/features/session/sessionSlice'
import { RULES } from '@/store/persistence'
import type { AppExtra } from '@/store/extra'
import { makeMe, offline } from '../../support/app/factories'
import { guestState, makeShop, memberState } from '../../support/app/shop'

describe('security 23: usage statistics', () => {
  it.each<[string, SessionStatus, boolean | null, Partial<Me> | null, boolean]>([
    ['a guest who never chose', 'guest', null, null, false],
    ['a guest who said yes on this device', 'guest', true, null, true],
    ['a guest who said no', 'guest', false, null, false],
    ['a member who never chose, whatever the device says', 'member', true, {}, false],
    ['a member who said yes', 'member', null, { analyticsConsentVersion: CONSENT_VERSION }, true],
    ['a member who said yes to an older text', 'member', null, { analyticsConsentVersion: '2020-01-01' }, false],
    ['a member who took the agreement back', 'member', null, { consentVersion: null, analyticsConsentVersion: CONSENT_VERSION }, false],
    ['nobody knows whom yet', 'unknown', true, null, false],
    ['somebody who cannot be checked', 'unavailable', true, null, false],
  ])('of %s', (_who, status, isAllowed, me, expected) => {
    const { state } = makeShop({ preloadedState: { session: { ...initialSession, status }, tracking: { isAllowed }, user: { me: me && makeMe(me) } } })
    expect(selectMayTrack(state())).toBe(expected)
  })

  it('stays with the device for a guest: no call', async () => {
    const { store, state, api } = makeShop({ preloadedState: guestState })
    await store.dispatch(chooseTracking(true))
    expect(selectMayTrack(state())).toBe(true)
    expect(api.request).not.toHaveBeenCalled()
    store.dispatch(signedOut())
    expect(selectMayTrack(state())).toBe(true)
  })

  it('is a record on the server for a member, and off again at once', async () => {
    const { store, state, api } = makeShop({ preloadedState: memberState() })
    api.request.mockResolvedValueOnce(makeMe({ analyticsConsentVersion: CONSENT_VERSION }))
    await store.dispatch(chooseTracking(true))
    expect(api.request).toHaveBeenCalledWith({ method: 'PUT', path: '/v1/me/consents/analytics', body: { version: CONSENT_VERSION }, token: 'token-0', session: true })
    expect(selectMayTrack(state())).toBe(true)
    api.request.mockResolvedValueOnce(makeMe())
    await store.dispatch(chooseTracking(false))
    expect(api.request).toHaveBeenLastCalledWith({ method: 'DELETE', path: '/v1/me/consents/analytics', token: 'token-0', session: true })
    expect(selectMayTrack(state())).toBe(false)
    expect(state().tracking.isAllowed).toBeNull()
  })

  it('stays off when the server cannot be told', async () => {
    const { store, state, api } = makeShop({ preloadedState: memberState() })
    api.request.mockRejectedValue(offline())
    const result = await store.dispatch(chooseTracking(true))
    expect(result.payload).toMatchObject({ kind: 'network' })
    expect(selectMayTrack(state())).toBe(false)
  })

  it('ends with the agreement', async () => {
    const { store, state, api } = makeShop({ preloadedState: memberState({ analyticsConsentVersion: CONSENT_VERSION }) })
    api.request.mockResolvedValue(makeMe({ consentVersion: null }))
    await store.dispatch(withdrawAgreement())
    expect(api.request).toHaveBeenCalledWith({ method: 'DELETE', path: '/v1/me/consents/agreement', token: 'token-0', session: true })
    expect(selectMayTrack(state())).toBe(false)
    expect(state().session.status).toBe('member')
  })

  it('is kept with the version of the text, and forgotten under another', () => {
    const { store, state } = makeShop({ preloadedState: guestState })
    const extra = {} as AppExtra
    expect(RULES.tracking?.pick(state().tracking, extra)).toBeUndefined()
    store.dispatch(trackingChosen(true))
    expect(RULES.tracking?.pick(state().tracking, extra)).toEqual({ isAllowed: true, version: CONSENT_VERSION })
    expect(RULES.tracking?.revive({ isAllowed: true, version: CONSENT_VERSION } as never, extra)).toEqual({ isAllowed: true })
    expect(RULES.tracking?.revive({ isAllowed: true, version: '2020-01-01' } as never, extra)).toBeUndefined()
  })
})
