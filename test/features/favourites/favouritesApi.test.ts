import type { FavouritePage } from '@contract/favourites'
import { favouritesApi } from '@/features/favourites/favouritesApi'
import { signedOut } from '@/features/session/sessionActions'
import { answer, callsOf, makeFavourite, makeIds, pageOf } from '../../support/account/backend'
import { offline, problem } from '../../support/app/factories'
import { deferred, guestState, makeShop, memberState, settle } from '../../support/app/shop'

const { favouriteIds, favouritePages, addFavourite, removeFavourite, setAlert } = favouritesApi.endpoints

function makeMemberShop() {
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  const { store, api } = shop
  answer(api, {
    'GET /v1/me/favourites/ids': () => (makeIds(['a', 'b'])),
    'GET /v1/me/favourites': () => pageOf([makeFavourite({ id: 'a' }), makeFavourite({ id: 'b' })]),
  })
  const ids = () => favouriteIds.select()(store.getState()).data?.items
  const alerts = () => favouriteIds.select()(store.getState()).data?.alerts
  const listed = () =>
    favouritePages
      .select()(store.getState())
      .data?.pages.flatMap(({ items }) => items.map(({ product }) => product.id))
  return { ...shop, ids, alerts, listed }
}

test('pages follow each other by cursor', async () => {
  const { store, api, listed } = makeMemberShop()
  const pages: Record<string, FavouritePage> = {
    start: pageOf([makeFavourite({ id: 'a' })], 'next'),
    next: pageOf([makeFavourite({ id: 'b' })]),
  }
  answer(api, { 'GET /v1/me/favourites': ({ query }) => pages[String(query?.cursor ?? 'start')] })
  await store.dispatch(favouritePages.initiate())
  await store.dispatch(favouritePages.initiate(undefined, { direction: 'forward' }))
  expect(listed()).toEqual(['a', 'b'])
})

test('the heart turns before the server has answered, and stays', async () => {
  const { store, api, ids } = makeMemberShop()
  const written = deferred<null>()
  answer(api, { 'PUT /v1/me/favourites/c': () => written.promise })
  await store.dispatch(favouriteIds.initiate())

  const adding = store.dispatch(addFavourite.initiate('c'))
  expect(ids()).toEqual(['c', 'a', 'b'])
  written.resolve(null)
  await adding
  expect(ids()).toEqual(['c', 'a', 'b'])
  expect(callsOf(api).filter((call) => call === 'GET /v1/me/favourites/ids')).toHaveLength(1)
})

test.each([
  ['without network', offline],
  ['at the limit', () => problem('favourite_limit_reached')],
])('the heart turns back %s', async (_, failure) => {
  const { store, api, ids } = makeMemberShop()
  answer(api, {
    'PUT /v1/me/favourites/c': () => {
      throw failure()
    },
  })
  await store.dispatch(favouriteIds.initiate())
  const result = await store.dispatch(addFavourite.initiate('c'))
  expect(result.error).toEqual(failure().error)
  expect(ids()).toEqual(['a', 'b'])
})

test('a removal that fails puts the entry back at its place, and leaves a change beside it alone', async () => {
  const { store, api, ids, listed } = makeMemberShop()
  const refused = deferred<null>()
  answer(api, { 'DELETE /v1/me/favourites/a': () => refused.promise, 'DELETE /v1/me/favourites/b': () => null })
  await store.dispatch(favouriteIds.initiate())
  await store.dispatch(favouritePages.initiate())

  const removing = store.dispatch(removeFavourite.initiate('a'))
  expect(listed()).toEqual(['b'])
  const removingOther = store.dispatch(removeFavourite.initiate('b'))
  refused.reject(offline())
  await Promise.all([removing, removingOther])
  expect(listed()).toEqual(['a'])
  expect(ids()).toEqual(['a'])
})

test('two quick taps go out one after the other, so that the later has the last word on the server too', async () => {
  const { store, api, ids } = makeMemberShop()
  const removed = deferred<null>()
  answer(api, { 'DELETE /v1/me/favourites/a': () => removed.promise, 'PUT /v1/me/favourites/a': () => null })
  await store.dispatch(favouriteIds.initiate())
  const removing = store.dispatch(removeFavourite.initiate('a'))
  const adding = store.dispatch(addFavourite.initiate('a'))
  await settle()
  expect(ids()).toEqual(['a', 'b'])
  expect(callsOf(api)).not.toContain('PUT /v1/me/favourites/a')
  removed.resolve(null)
  await Promise.all([removing, adding])
  expect(callsOf(api).slice(1)).toEqual(['DELETE /v1/me/favourites/a', 'PUT /v1/me/favourites/a'])
})

test('a change that waits when its session ends is not sent in the next', async () => {
  const { store, api } = makeMemberShop()
  const removed = deferred<null>()
  answer(api, { 'DELETE /v1/me/favourites/a': () => removed.promise, 'PUT /v1/me/favourites/a': () => null })
  const removing = store.dispatch(removeFavourite.initiate('a'))
  const adding = store.dispatch(addFavourite.initiate('a'))
  await settle()
  store.dispatch(signedOut())
  removed.resolve(null)
  await Promise.all([removing, adding])
  expect(callsOf(api)).not.toContain('PUT /v1/me/favourites/a')
})

test('a list of ids that was asked for before the write, right after a sign-in, is asked for again', async () => {
  const { store, api, ids } = makeMemberShop()
  const early = deferred<unknown>()
  const answers = [early.promise, makeIds(['c', 'a', 'b'])]
  answer(api, { 'GET /v1/me/favourites/ids': () => answers.shift(), 'PUT /v1/me/favourites/c': () => null })
  const loading = store.dispatch(favouriteIds.initiate())
  await store.dispatch(addFavourite.initiate('c'))
  early.resolve(makeIds(['a', 'b']))
  await loading
  await settle()
  expect(ids()).toEqual(['c', 'a', 'b'])
})

test('a guest’s call never leaves the phone, and sign-out forgets the list', async () => {
  const guest = makeShop({ wechat: null, preloadedState: guestState })
  const { error } = await guest.store.dispatch(favouriteIds.initiate())
  expect(error).toEqual({ kind: 'auth', reason: 'missing', retryable: false })
  expect(guest.api.request).not.toHaveBeenCalled()

  const { store, ids } = makeMemberShop()
  await store.dispatch(favouriteIds.initiate(undefined, { subscribe: false }))
  expect(ids()).toEqual(['a', 'b'])
  store.dispatch(signedOut())
  expect(ids()).toBeUndefined()
})

test('an alert shows before the server has answered, and the server has the last word', async () => {
  const { store, api, ids, alerts } = makeMemberShop()
  const written = deferred<null>()
  const stored = [makeIds(['a', 'b']), makeIds(['a', 'b'])]
  answer(api, { 'PUT /v1/me/favourites/c/alert': () => written.promise, 'GET /v1/me/favourites/ids': () => stored.shift() })
  await store.dispatch(favouriteIds.initiate())
  const setting = store.dispatch(setAlert.initiate({ productId: 'c', isOn: true, message: true }))
  expect([ids(), alerts()]).toEqual([['c', 'a', 'b'], ['c']])
  written.reject(problem('favourite_limit_reached'))
  expect((await setting).error).toMatchObject({ code: 'favourite_limit_reached' })
  await settle()
  expect([ids(), alerts()]).toEqual([['a', 'b'], []])
})

test('a mark that is taken off takes its alert along, and does not bring it back', async () => {
  const { store, api, alerts } = makeMemberShop()
  answer(api, { 'GET /v1/me/favourites/ids': () => makeIds(['a', 'b'], ['a']), 'DELETE /v1/me/favourites/a': () => null, 'PUT /v1/me/favourites/a': () => null })
  await store.dispatch(favouriteIds.initiate())
  await store.dispatch(removeFavourite.initiate('a'))
  await store.dispatch(addFavourite.initiate('a'))
  expect(alerts()).toEqual([])
})
