import { persistStore } from 'redux-persist'
import { guestCartMerged, guestLinesPut } from '@/features/cart/cartActions'
import { initialGuestCart } from '@/features/cart/guestCartSlice'
import { keepGuestCart } from '@/features/cart/guestCartStorage'
import { besideOtherTabs } from '@/store/besideOtherTabs'
import { keptElsewhere } from '@/store/persistence'
import { makeFakePlatform } from '../support/app/fakePlatform'
import { makeShop } from '../support/app/shop'

const line = { batchId: 'b', quantity: 1, priceSeenCents: 100, seenChange: null }

/** Two tabs that were opened over the same storage, and have read it. */
async function openTwo(kept: object) {
  const { storage } = makeFakePlatform()
  await storage.setItem('shop', kept)
  const tabs = [besideOtherTabs(storage), besideOtherTabs(storage)] as const
  for (const tab of tabs) await tab.getItem('shop')
  return { tabs, read: () => storage.getItem('shop') }
}

describe('what a tab writes', () => {
  it('leaves what another tab has changed since', async () => {
    const { tabs, read } = await openTwo({ cart: [], pages: 1 })
    await tabs[0].setItem('shop', { cart: ['milk'], pages: 1 })
    await tabs[1].setItem('shop', { cart: [], pages: 2 })
    expect(await read()).toEqual({ cart: ['milk'], pages: 2 })
  })

  it('takes away what it has let go of, and nothing that it never had', async () => {
    const { tabs, read } = await openTwo({ pages: 1 })
    await tabs[0].setItem('shop', { pages: 1, intent: 'i' })
    await tabs[1].setItem('shop', { pages: 2 })
    expect(await read()).toEqual({ pages: 2, intent: 'i' })
    await tabs[0].setItem('shop', { pages: 1 })
    expect(await read()).toEqual({ pages: 2 })
  })
})

describe('what another tab has written', () => {
  it('is the cart of this one as well, but no order or tap of its own', async () => {
    const shop = makeShop({ wechat: null, isPersisted: true })
    const persistor = persistStore(shop.store)
    const other = makeShop({ wechat: null })
    other.store.dispatch(guestLinesPut({ lines: [line], at: shop.clock.now() }))
    const { guestCart, checkout } = other.state()
    shop.store.dispatch(keptElsewhere({ guestCart: keepGuestCart(guestCart), checkout: { ...checkout, attempt: { key: 'theirs', inputs: [] } } }))
    expect(shop.state().guestCart.lines).toEqual([line])
    expect(shop.state().checkout.attempt).toBeNull()
    persistor.pause()
  })

  it('takes the lines away here where they were merged there, and would merge them under the same id', () => {
    const [shop, other] = [makeShop({ wechat: null, isPersisted: true }), makeShop({ wechat: null })]
    other.store.dispatch(guestLinesPut({ lines: [line], at: shop.clock.now() }))
    shop.store.dispatch(keptElsewhere({ guestCart: keepGuestCart(other.state().guestCart) }))
    expect(shop.state().guestCart.mergeId).toBe(other.state().guestCart.mergeId)
    expect(shop.state().guestCart.mergeId).not.toBeNull()
    other.store.dispatch(guestCartMerged([]))
    shop.store.dispatch(keptElsewhere({ guestCart: keepGuestCart(other.state().guestCart) }))
    expect(shop.state().guestCart).toEqual(initialGuestCart)
  })

  it('changes nothing where it is what this one has', () => {
    const shop = makeShop({ wechat: null, isPersisted: true })
    const { settings, tracking } = shop.state()
    shop.store.dispatch(keptElsewhere({ settings: { ...settings }, tracking: undefined }))
    expect(shop.state().settings).toBe(settings)
    expect(shop.state().tracking).toBe(tracking)
  })
})
