import { connectivityChanged } from '@/features/connectivity/connectivitySlice'
import { initialSession } from '@/features/session/sessionSlice'
import { appShown } from '@/store/appEvents'
import { makeMe, makeStarted } from '../support/app/factories'
import { guestState, makeShop, settle } from '../support/app/shop'

const unavailable = { session: { ...initialSession, status: 'unavailable' as const, token: 'token-0' } }

describe('when the network returns, or the app comes to the front', () => {
  it.each([connectivityChanged(true), appShown()])('checks a session that could not be checked (%j)', async (event) => {
    const { store, api, state } = makeShop({ preloadedState: unavailable })
    api.me.get.mockResolvedValue(makeMe())
    store.dispatch(event)
    await settle()
    expect(state().session).toMatchObject({ status: 'member', token: 'token-0' })
  })

  it('tries the silent sign-in again that met no server', async () => {
    const { store, api, state } = makeShop({ preloadedState: { session: { ...initialSession, status: 'guest', silentSignInFailed: true } } })
    api.auth.wechat.mockResolvedValue(makeStarted())
    store.dispatch(connectivityChanged(true))
    await settle()
    expect(state().session.status).toBe('member')
  })

  it('leaves a guest alone whose silent sign-in was answered', async () => {
    const { store, api } = makeShop({ preloadedState: guestState })
    store.dispatch(connectivityChanged(true))
    store.dispatch(appShown())
    await settle()
    expect(api.auth.wechat).not.toHaveBeenCalled()
  })

  it('asks nothing while the network is away', async () => {
    const { store, api, state } = makeShop({ preloadedState: unavailable })
    store.dispatch(connectivityChanged(false))
    store.dispatch(appShown())
    await settle()
    expect(api.me.get).not.toHaveBeenCalled()
    expect(state().session).toMatchObject({ status: 'unavailable', token: 'token-0' })
  })
})
