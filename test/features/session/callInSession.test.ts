import { ApiFailure } from '@/api/apiError'
import { callInSession } from '@/features/session/callInSession'
import { sessionCleared, signedOut } from '@/features/session/sessionActions'
import { makeMe, makeStarted, offline, problem, unauthorised } from '../../support/app/factories'
import { deferred, guestState, makeShop, memberState } from '../../support/app/shop'

/** Runs a call in the shop's session, as a thunk would. */
function call<T>({ store }: ReturnType<typeof makeShop>, run: (token: string | null) => Promise<T>, need?: 'required' | 'optional') {
  return store.dispatch((dispatch, getState, extra) => callInSession({ dispatch, getState, extra }, run, need))
}

const kindOf = (promise: Promise<unknown>) => promise.then(
  () => 'fulfilled',
  (thrown: unknown) => (thrown instanceof ApiFailure ? thrown.error.kind : thrown),
)

describe('callInSession', () => {
  it('hands the token to the call', async () => {
    const run = jest.fn().mockResolvedValue('answer')
    await expect(call(makeShop({ preloadedState: memberState() }), run)).resolves.toBe('answer')
    expect(run).toHaveBeenCalledWith('token-0')
  })

  it('makes no required call for a guest', async () => {
    const run = jest.fn()
    await expect(kindOf(call(makeShop({ preloadedState: guestState }), run))).resolves.toBe('auth')
    expect(run).not.toHaveBeenCalled()
  })

  it('makes an optional call for a guest without a token', async () => {
    const run = jest.fn().mockResolvedValue('answer')
    await expect(call(makeShop({ preloadedState: guestState }), run, 'optional')).resolves.toBe('answer')
    expect(run).toHaveBeenCalledWith(null)
  })

  it('waits until it is known who it is', async () => {
    const shop = makeShop()
    shop.api.auth.wechat.mockResolvedValue(makeStarted())
    const run = jest.fn().mockResolvedValue('answer')
    await expect(call(shop, run)).resolves.toBe('answer')
    expect(run).toHaveBeenCalledWith('token-1')
  })

  it('renews a refused token once, and replays', async () => {
    const shop = makeShop({ preloadedState: memberState() })
    shop.api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-2' }))
    const run = jest.fn().mockRejectedValueOnce(unauthorised()).mockResolvedValue('answer')
    await expect(call(shop, run)).resolves.toBe('answer')
    expect(run.mock.calls).toEqual([['token-0'], ['token-2']])
  })

  it('replays with the newer token that is already there, without a sign-in', async () => {
    const shop = makeShop({ preloadedState: memberState() })
    shop.api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-2' }))
    const slow = deferred<string>()
    const late = call(shop, (token) => (token === 'token-0' ? slow.promise : Promise.resolve('late')))
    await call(shop, (token) => (token === 'token-0' ? Promise.reject(unauthorised()) : Promise.resolve('early')))
    slow.reject(unauthorised())
    await expect(late).resolves.toBe('late')
    expect(shop.api.auth.wechat).toHaveBeenCalledTimes(1)
  })

  it('ends in guest after a second refusal', async () => {
    const shop = makeShop({ preloadedState: memberState() })
    shop.api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-2' }))
    const run = jest.fn().mockRejectedValue(unauthorised())
    await expect(kindOf(call(shop, run))).resolves.toBe('auth')
    expect(run).toHaveBeenCalledTimes(2)
    expect(shop.state().session).toMatchObject({ status: 'guest', token: null })
  })

  it('ends in guest on H5, where nothing renews, once the server has said so twice', async () => {
    const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
    shop.api.me.get.mockRejectedValue(unauthorised())
    await expect(kindOf(call(shop, () => Promise.reject(unauthorised())))).resolves.toBe('auth')
    expect(shop.state().session.status).toBe('guest')
  })

  it('is repeated on H5 where the cookie was renewed while the call was on its way, by a verified number or by another tab', async () => {
    const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
    shop.api.me.get.mockResolvedValue(makeMe())
    const run = jest.fn().mockRejectedValueOnce(unauthorised()).mockResolvedValue('answer')
    await expect(call(shop, run)).resolves.toBe('answer')
    expect(shop.state().session).toMatchObject({ status: 'member', epoch: 1 })
  })

  it('is dropped on H5 where the cookie is another shopper’s by now, whom the app meets instead', async () => {
    const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
    shop.api.me.get.mockResolvedValue(makeMe({ id: 'somebody-else' }))
    await expect(kindOf(call(shop, () => Promise.reject(unauthorised())))).resolves.toBe('aborted')
    expect(shop.state().user.me?.id).toBe('somebody-else')
  })

  it('runs an optional call again as a guest when the session has ended', async () => {
    const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
    shop.api.me.get.mockRejectedValue(unauthorised())
    const run = jest.fn().mockRejectedValueOnce(unauthorised()).mockResolvedValue('public')
    await expect(call(shop, run, 'optional')).resolves.toBe('public')
  })

  it('stays signed in when the renewal meets no network', async () => {
    const shop = makeShop({ preloadedState: memberState() })
    shop.api.auth.wechat.mockRejectedValue(offline())
    await expect(kindOf(call(shop, () => Promise.reject(unauthorised())))).resolves.toBe('network')
    expect(shop.state().session).toMatchObject({ status: 'unavailable', token: 'token-0' })
  })

  it.each([offline(), problem('internal'), problem('not_found')])('passes other failures on as they are', async (failure) => {
    const shop = makeShop({ preloadedState: memberState() })
    await expect(call(shop, () => Promise.reject(failure))).rejects.toBe(failure)
    expect(shop.state().session.status).toBe('member')
  })

  it.each([
    ['answers', (slow: ReturnType<typeof deferred<string>>) => slow.resolve('of the one before')],
    ['is refused', (slow: ReturnType<typeof deferred<string>>) => slow.reject(unauthorised())],
  ])('drops what was asked for in an older epoch when it %s', async (_how, finish) => {
    const shop = makeShop({ preloadedState: memberState() })
    const slow = deferred<string>()
    const asked = kindOf(call(shop, () => slow.promise))
    shop.store.dispatch(sessionCleared())
    finish(slow)
    await expect(asked).resolves.toBe('aborted')
    expect(shop.api.auth.wechat).not.toHaveBeenCalled()
  })

  it('does not replay for another shopper', async () => {
    const shop = makeShop({ preloadedState: memberState() })
    shop.api.auth.wechat.mockResolvedValue(makeStarted({ user: makeMe({ id: 'other' }) }))
    const run = jest.fn().mockRejectedValue(unauthorised())
    await expect(kindOf(call(shop, run))).resolves.toBe('aborted')
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('does not renew for somebody who has just left', async () => {
    const shop = makeShop({ preloadedState: memberState() })
    const slow = deferred<string>()
    const asked = kindOf(call(shop, () => slow.promise))
    shop.store.dispatch(signedOut())
    slow.reject(unauthorised())
    await expect(asked).resolves.toBe('aborted')
  })
})
