import { favouritesApi } from '@/features/favourites/favouritesApi'
import { productViewed } from '@/features/browsing/browsingSlice'
import { catalogueApi } from '@/features/catalogue/catalogueApi'
import { initialAddresses } from '@/features/addresses/addressesSlice'
import { checkoutBegun } from '@/features/checkout/checkoutSlice'
import { connectivityChanged } from '@/features/connectivity/connectivitySlice'
import { consentChanged, initialConsent } from '@/features/consent/consentSlice'
import { initialIntent, intentKept } from '@/features/intent/intentSlice'
import { initialPhone, oneTapClosed } from '@/features/phone/phoneSlice'
import { paymentMoved } from '@/features/payment/paymentSlice'
import { initialSession } from '@/features/session/sessionSlice'
import { signIn } from '@/features/session/signIn'
import { signOut } from '@/features/session/signOut'
import { initialUser } from '@/features/user/userSlice'
import type { RootState } from '@/store/makeStore'
import { makeIds } from '../support/account/backend'
import { makeAddress, makeStarted, offline, unauthorised } from '../support/app/factories'
import { deferred, makeShop, memberState, settle } from '../support/app/shop'

/** What belongs to the phone or to everybody, and stays. Whatever is not named here has to be as at the start. */
const STAYS = ['session', 'loginCode', 'privacy', 'connectivity', 'settings', 'searchHistory', 'tracking', 'toast', 'shopApi'] as const

async function makeUsedShop() {
  const shop = makeShop({
    preloadedState: { ...memberState({ nickname: '小李' }), addresses: { status: 'ready', items: [makeAddress()], isStale: false, undo: {} } },
  })
  const { store, clock, api } = shop
  api.auth.signOut.mockResolvedValue(undefined)
  store.dispatch(consentChanged(true))
  store.dispatch(oneTapClosed('refused'))
  store.dispatch(productViewed({ productId: 'p1', on: '2026-11-22' }))
  store.dispatch(checkoutBegun({ from: 'product', lines: [] }))
  store.dispatch(paymentMoved({ number: 'n', payment: { status: 'unsure' } }))
  store.dispatch(intentKept({ id: 'i', action: { type: 'page/open', payload: { page: 'phone' } }, capability: 'phoneVerified', purpose: 'phone', page: '/', createdAt: clock.now() }))
  await store.dispatch(favouritesApi.util.upsertQueryData('favouriteIds', undefined, makeIds(['p1'])))
  await store.dispatch(catalogueApi.util.upsertQueryData('categories', undefined, { items: [], nextCursor: null }))
  return shop
}

describe('signing out', () => {
  it('leaves nothing of the shopper', async () => {
    const { store, state } = await makeUsedShop()
    await store.dispatch(signOut())
    await settle()
    const own: Partial<RootState> = { user: initialUser, phone: initialPhone, addresses: initialAddresses, intent: initialIntent, consent: initialConsent }
    expect(state()).toMatchObject(own)
    expect(state().session).toEqual({ ...initialSession, status: 'guest', epoch: 2, leftOnPurpose: true })
    expect(state().memberApi.queries).toEqual({})
    const fresh = makeShop().state()
    for (const key of Object.keys(state()) as (keyof RootState)[]) {
      if (STAYS.some((stays) => stays === key) || key === 'memberApi') continue
      expect({ [key]: state()[key] }).toEqual({ [key]: fresh[key] })
    }
  })

  it('keeps what everybody sees', async () => {
    const { store, state } = await makeUsedShop()
    await store.dispatch(signOut())
    expect(catalogueApi.endpoints.categories.select()(state()).data).toBeDefined()
  })

  it('tells the server with the token that ends', async () => {
    const { store, api } = await makeUsedShop()
    await store.dispatch(signOut())
    expect(api.auth.signOut).toHaveBeenCalledWith({ token: 'token-0' })
  })

  it('is told to the server at the next chance, and no session of a later sign-in ends by it', async () => {
    const { store, api, state } = await makeUsedShop()
    api.auth.signOut.mockRejectedValueOnce(offline())
    await store.dispatch(signOut())
    expect(state().session.signOutOwed).toEqual({ token: 'token-0' })
    store.dispatch(connectivityChanged(true))
    await settle()
    expect(api.auth.signOut).toHaveBeenLastCalledWith({ token: 'token-0' })
    expect(state().session.signOutOwed).toBeNull()
  })

  it('on H5 is told before the next sign-in, whose cookie its answer would take away', async () => {
    const { store, api, state } = makeShop({ wechat: null, preloadedState: { session: { ...initialSession, status: 'guest', signOutOwed: { token: null } } } })
    const told = deferred<void>()
    api.auth.signOut.mockReturnValue(told.promise)
    api.auth.sms.mockResolvedValue(makeStarted({ token: null }))
    store.dispatch(consentChanged(true))
    const signingIn = store.dispatch(signIn({ by: 'sms', phone: '13800138000', code: '123456' }))
    await settle()
    expect(api.auth.sms).not.toHaveBeenCalled()
    told.resolve()
    await signingIn
    expect(state().session).toMatchObject({ status: 'member', signOutOwed: null })
  })

  it.each([offline(), unauthorised()])('is done here even if the server cannot be told', async (failure) => {
    const { store, api, state } = await makeUsedShop()
    api.auth.signOut.mockRejectedValue(failure)
    await store.dispatch(signOut())
    expect(state().session.status).toBe('guest')
  })
})
