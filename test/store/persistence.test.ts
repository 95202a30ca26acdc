import { persistStore } from 'redux-persist'
import { CONSENT_VERSION } from '@contract/limits'
import { pageViewed } from '@/features/analytics/pageViewed'
import { catalogueApi } from '@/features/catalogue/catalogueApi'
import { checkoutBegun, orderPlaced, orderSent } from '@/features/checkout/checkoutSlice'
import { consentChanged } from '@/features/consent/consentSlice'
import { trackingChosen } from '@/features/consent/trackingSlice'
import { intentKept, INTENT_LIFETIME_MS } from '@/features/intent/intentSlice'
import { refreshLoginCode } from '@/features/loginCode/takeLoginCode'
import { textSizeChosen } from '@/features/settings/settingsSlice'
import { favouritesApi } from '@/features/favourites/favouritesApi'
import { RULES } from '@/store/persistence'
import { makeIds } from '../support/account/backend'
import { makeFakeWechat } from '../support/app/fakePlatform'
import { makeShop, memberState } from '../support/app/shop'

type Shop = ReturnType<typeof makeShop>

const start = ({ store }: Shop) => new Promise<ReturnType<typeof persistStore>>((resolve) => {
  const persistor = persistStore(store, null, () => resolve(persistor))
})

/** Uses a shop, and answers what is in storage then. */
async function useShop(shop: Shop) {
  const persistor = await start(shop)
  const { store, clock } = shop
  store.dispatch(consentChanged(true))
  store.dispatch(textSizeChosen('large'))
  store.dispatch(trackingChosen(true))
  store.dispatch(pageViewed('home'))
  store.dispatch(intentKept({ id: 'i', action: { type: 'session/enter', payload: null }, capability: 'member', purpose: 'account', page: '/', createdAt: clock.now() }))
  store.dispatch(checkoutBegun({ from: 'product', lines: [{ batchId: 'b1', quantity: 1, priceCents: 990 }] }))
  store.dispatch(orderSent({ key: 'key-1', inputs: [] }))
  await store.dispatch(refreshLoginCode())
  await store.dispatch(favouritesApi.util.upsertQueryData('favouriteIds', undefined, makeIds(['secret favourite'])))
  await store.dispatch(catalogueApi.util.upsertQueryData('categories', undefined, { items: [], nextCursor: null }))
  await persistor.flush()
  persistor.pause()
  return shop.platform.kept
}

interface Restart {
  wechat?: ReturnType<typeof makeFakeWechat> | null
  later?: number
}

/** Another start over the same storage, some time later. */
async function restart(kept: Map<string, unknown>, { wechat = makeFakeWechat(), later = 0 }: Restart = {}) {
  const shop = makeShop({ wechat, isPersisted: true })
  kept.forEach((value, key) => shop.platform.kept.set(key, value))
  shop.clock.advance(later)
  const persistor = await start(shop)
  persistor.pause()
  return shop
}

const makeWeapp = () => makeShop({ isPersisted: true, preloadedState: memberState({ analyticsConsentVersion: CONSENT_VERSION }, 'secret token') })
const makeH5 = () => makeShop({ wechat: null, isPersisted: true, preloadedState: memberState({ analyticsConsentVersion: CONSENT_VERSION }, 'secret token') })

describe('what storage keeps', () => {
  it('is the whitelist and nothing else', async () => {
    const kept = await useShop(makeWeapp())
    expect([...kept.keys()]).toEqual(['shop'])
    expect(Object.keys(kept.get('shop') as object).sort()).toEqual(['_persist', ...Object.keys(RULES)].sort())
    const text = JSON.stringify([...kept])
    expect(text).not.toContain('secret favourite')
    expect(text).not.toContain('code-1')
    expect(text).not.toContain('agreedVersion')
  })

  it('holds the token in the mini-program, and of the session no more than that', async () => {
    const kept = await useShop(makeWeapp())
    expect(kept.get('shop')).toMatchObject({ session: { token: 'secret token', leftOnPurpose: false } })
    expect(Object.keys((kept.get('shop') as { session: object }).session)).toEqual(['token', 'leftOnPurpose', 'signOutOwed'])
  })

  it('never holds a token on H5', async () => {
    const kept = await useShop(makeH5())
    expect(JSON.stringify([...kept])).not.toContain('secret token')
    expect(kept.get('shop')).not.toHaveProperty('session')
  })
})

describe('the next start', () => {
  it('finds what was kept', async () => {
    const { state } = await restart(await useShop(makeWeapp()))
    expect(state().session).toMatchObject({ status: 'unknown', token: 'secret token', epoch: 0 })
    expect(state().settings.textSize).toBe('large')
    expect(state().intent).toMatchObject({ pending: { id: 'i' }, outcome: null })
    expect(catalogueApi.endpoints.categories.select()(state()).data).toEqual({ items: [], nextCursor: null })
    expect(state().checkout).toMatchObject({ draft: { lines: [{ batchId: 'b1' }] }, attempt: { key: 'key-1' } })
    expect(state().consent.agreedVersion).toBeNull()
  })

  it('still knows what was told of the price of the order that was made last', async () => {
    const shop = makeH5()
    const persistor = await start(shop)
    shop.store.dispatch(orderPlaced({ number: '261122-7K4M9-QXR2T', fellCents: 1000 }))
    await persistor.flush()
    persistor.pause()
    const { state } = await restart(shop.platform.kept, { wechat: null })
    expect(state().checkout).toEqual({ draft: null, attempt: null, placed: { number: '261122-7K4M9-QXR2T', fellCents: 1000 } })
  })

  it('does not take a token from storage on H5, however it came there', async () => {
    const { state } = await restart(await useShop(makeWeapp()), { wechat: null })
    expect(state().session.token).toBeNull()
  })

  it('forgets an intent that nobody expects any more, and pages that are a day old', async () => {
    const kept = await useShop(makeWeapp())
    expect((await restart(kept, { later: INTENT_LIFETIME_MS - 1 })).state().intent.pending).not.toBeNull()
    const { state } = await restart(kept, { later: 25 * 60 * 60_000 })
    expect(state().intent.pending).toBeNull()
  })

  it('keeps the session alone of what another version left', async () => {
    const kept = await useShop(makeWeapp())
    const other = { ...(kept.get('shop') as object), _persist: { version: 0, rehydrated: true } }
    const { state } = await restart(new Map([['shop', other]]))
    expect(state().session.token).toBe('secret token')
    expect(state().settings.textSize).toBe('normal')
    expect(state().intent.pending).toBeNull()
  })

  it.each(['nonsense', 7, [], { session: 'x' }])('starts from nothing over %j', async (nonsense) => {
    const { state } = await restart(new Map([['shop', nonsense]]))
    expect(state().session).toMatchObject({ status: 'unknown', token: null })
  })

  it('starts without any storage at all', async () => {
    const shop = makeShop({ isPersisted: true })
    const broken = () => Promise.reject(new Error('full'))
    Object.assign(shop.platform.storage, { getItem: broken, setItem: broken, removeItem: broken })
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const persistor = await start(shop)
    shop.store.dispatch(textSizeChosen('large'))
    await persistor.flush()
    expect(shop.state().settings.textSize).toBe('large')
    persistor.pause()
    error.mockRestore()
  })
})

describe('an endless list', () => {
  it('is kept with its first page only', async () => {
    const shop = makeWeapp()
    const persistor = await start(shop)
    shop.api.request.mockImplementation(({ query }: { query: { cursor: string | null } }) => Promise.resolve({ items: [], nextCursor: query.cursor ? null : 'more' }))
    const list = shop.store.dispatch(catalogueApi.endpoints.products.initiate({}))
    await list
    await shop.store.dispatch(catalogueApi.endpoints.products.initiate({}, { direction: 'forward' }))
    expect(catalogueApi.endpoints.products.select({})(shop.state()).data?.pages).toHaveLength(2)
    await persistor.flush()
    persistor.pause()
    const { state } = await restart(shop.platform.kept)
    expect(catalogueApi.endpoints.products.select({})(state()).data).toEqual({ pages: [{ items: [], nextCursor: 'more' }], pageParams: [null] })
  })
})
