import { memberApi } from '@/features/session/memberApi'
import { sessionCleared } from '@/features/session/sessionActions'
import { makeStarted, unauthorised } from '../../support/app/factories'
import { deferred, guestState, makeShop, memberState } from '../../support/app/shop'

const api = memberApi.injectEndpoints({
  endpoints: (build) => ({
    own: build.query<string, void>({ query: () => ({ path: '/v1/own' }) }),
    hint: build.query<string, void>({ query: () => ({ path: '/v1/hint' }), extraOptions: { auth: 'optional' } }),
  }),
})

const { own, hint } = api.endpoints

describe('memberApi', () => {
  it('calls inside the session', async () => {
    const shop = makeShop({ preloadedState: memberState() })
    shop.api.request.mockResolvedValue('mine')
    await expect(shop.store.dispatch(own.initiate()).unwrap()).resolves.toBe('mine')
    expect(shop.api.request).toHaveBeenCalledWith(expect.objectContaining({ path: '/v1/own', token: 'token-0', session: true }))
  })

  it('asks nothing of the server for a guest', async () => {
    const shop = makeShop({ preloadedState: guestState })
    await expect(shop.store.dispatch(own.initiate())).resolves.toMatchObject({ error: { kind: 'auth', reason: 'missing' } })
    expect(shop.api.request).not.toHaveBeenCalled()
  })

  it('asks for a guest what a guest may ask', async () => {
    const shop = makeShop({ preloadedState: guestState })
    shop.api.request.mockResolvedValue('for all')
    await expect(shop.store.dispatch(hint.initiate()).unwrap()).resolves.toBe('for all')
  })

  it('renews and replays unseen', async () => {
    const shop = makeShop({ preloadedState: memberState() })
    shop.api.request.mockRejectedValueOnce(unauthorised()).mockResolvedValue('mine')
    shop.api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-2' }))
    await expect(shop.store.dispatch(own.initiate()).unwrap()).resolves.toBe('mine')
    expect(shop.api.request).toHaveBeenLastCalledWith(expect.objectContaining({ token: 'token-2' }))
  })

  it('does not show one shopper the answer for another', async () => {
    const shop = makeShop({ preloadedState: memberState() })
    const slow = deferred<string>()
    shop.api.request.mockReturnValue(slow.promise)
    const asked = shop.store.dispatch(own.initiate())
    shop.store.dispatch(sessionCleared())
    slow.resolve('of the one before')
    await asked
    expect(own.select()(shop.state()).data).toBeUndefined()
  })
})
