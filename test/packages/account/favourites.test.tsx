import { act, screen, waitFor, within } from '@testing-library/react'
import { listTexts } from '@/features/favourites/listTexts'
import { texts } from '@/features/favourites/texts'
import { open } from '@/features/shell/navigation'
import FavouritesPage from '@/packages/account/favourites/index'
import type { RootState } from '@/store/makeStore'
import { answer, callsOf, makeFavourite, makeIds, pageOf } from '../../support/account/backend'
import { offline } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
}))

const chocolate = makeFavourite({ id: 'p1', name: '黑巧克力', spec: '100g' })
const milk = makeFavourite({ id: 'p2', name: '鲜牛奶', spec: '950ml', offer: null })

beforeEach(() => {
  router.current = { path: '/packages/account/favourites/index', params: {} }
})

function renderPage(answers: Parameters<typeof answer>[1] = {}, preloadedState: Partial<RootState> = memberState({}, null)) {
  const shop = makeShop({ wechat: null, preloadedState })
  answer(shop.api, {
    'GET /v1/me/favourites': () => pageOf([chocolate, milk]),
    'GET /v1/me/favourites/ids': () => (makeIds(['p1', 'p2'], ['p2'])),
    ...answers,
  })
  return renderInShop(<FavouritesPage />, shop)
}

const list = () => screen.findByRole('list', { name: listTexts.list })
const heart = (name: string) => screen.findByRole('button', { name: texts.remove(name) })

test('a guest who opened the link sees what it is for, and the gate in place', async () => {
  const { user, api } = renderPage({}, guestState)
  await user.click(screen.getByRole('button', { name: '登录' }))
  expect(await screen.findByRole('dialog', { name: '登录后看你的收藏' })).toBeVisible()
  expect(api.request).not.toHaveBeenCalled()
})

test('the list marks what is sold out', async () => {
  renderPage()
  expect(within(await list()).getAllByRole('listitem')).toHaveLength(2)
  expect(screen.getByRole('link', { name: /鲜牛奶.*暂时卖完了/ })).toBeVisible()
})

test('a removed one goes at once, and a slip can be undone', async () => {
  const stored = ['p1', 'p2']
  const { user } = renderPage({
    'GET /v1/me/favourites': () => pageOf([chocolate, milk].filter(({ product }) => stored.includes(product.id))),
    'DELETE /v1/me/favourites/p1': () => stored.splice(0, 1) && null,
    'PUT /v1/me/favourites/p1': () => stored.unshift('p1') && null,
  })
  await user.click(await heart('黑巧克力 100g'))
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1))
  expect(await screen.findByText(listTexts.removed('黑巧克力'))).toBeVisible()
  await user.click(screen.getByRole('button', { name: listTexts.undo }))
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2))
  await waitFor(() => expect(screen.queryByText(listTexts.removed('黑巧克力'))).not.toBeInTheDocument())
})

test('one that had an alert comes back with it', async () => {
  const server = { marked: true, alert: true }
  const put = jest.fn(() => Object.assign(server, { marked: true, alert: true }) && null)
  const { user } = renderPage({
    'GET /v1/me/favourites': () => pageOf(server.marked ? [{ ...chocolate, hasAlert: server.alert }] : []),
    'GET /v1/me/favourites/ids': () => makeIds(server.marked ? ['p1'] : [], server.alert ? ['p1'] : []),
    'DELETE /v1/me/favourites/p1': () => Object.assign(server, { marked: false, alert: false }) && null,
    'PUT /v1/me/favourites/p1/alert': put,
  })
  await user.click(await heart('黑巧克力 100g'))
  await user.click(await screen.findByRole('button', { name: listTexts.undo }))
  expect(await screen.findByRole('button', { name: texts.remindNoMore('黑巧克力 100g') })).toBeVisible()
  expect(put).toHaveBeenCalledTimes(1)
})

test('a removal that the server does not get comes back, and is told', async () => {
  const refused = deferred<null>()
  const { user } = renderPage({ 'DELETE /v1/me/favourites/p1': () => refused.promise })
  await user.click(await heart('黑巧克力 100g'))
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1))
  act(() => refused.reject(offline()))
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2))
  expect(await screen.findByText(texts.removeFailed)).toBeVisible()
  expect(screen.queryByText(listTexts.removed('黑巧克力'))).not.toBeInTheDocument()
})

test('an empty list leads to the shop', async () => {
  const { user } = renderPage({
    'GET /v1/me/favourites': () => pageOf([]),
    'GET /v1/me/favourites/ids': () => (makeIds([])),
  })
  expect(await screen.findByRole('heading', { name: listTexts.empty })).toBeVisible()
  await user.click(screen.getByRole('button', { name: listTexts.browse }))
  expect(open).toHaveBeenCalledWith({ page: 'home' })
})

test('a failure offers another try', async () => {
  const server = { fails: true }
  const { user } = renderPage({
    'GET /v1/me/favourites': () => {
      if (server.fails) throw offline()
      return pageOf([chocolate])
    },
  })
  expect(await screen.findByRole('alert')).toHaveTextContent('网络断开了')
  server.fails = false
  await user.click(screen.getByRole('button', { name: '重新加载' }))
  expect(within(await list()).getAllByRole('listitem')).toHaveLength(1)
})

test('the next page comes by the button as well', async () => {
  const { user } = renderPage({ 'GET /v1/me/favourites': ({ query }) => (query?.cursor ? pageOf([milk]) : pageOf([chocolate], 'more')) })
  await list()
  await user.click(screen.getByRole('button', { name: '加载更多' }))
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2))
  expect(screen.getByText(listTexts.end(2))).toBeVisible()
})

test('each has its bell, which says what it tells of and whether it is on', async () => {
  const alerts = ['p2']
  const { user, api } = renderPage({
    'GET /v1/me/favourites/ids': () => makeIds(['p1', 'p2'], [...alerts]),
    'DELETE /v1/me/favourites/p2/alert': () => alerts.splice(0) && null,
    'PUT /v1/me/favourites/p1/alert': () => alerts.push('p1') && null,
  })
  await user.click(await screen.findByRole('button', { name: '已开提醒，点按取消，鲜牛奶 950ml' }))
  expect(await screen.findByRole('button', { name: '到货提醒，鲜牛奶 950ml' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: '提醒我，黑巧克力 100g' }))
  expect(await screen.findByRole('button', { name: '已开提醒，点按取消，黑巧克力 100g' })).toHaveTextContent('已开提醒')
  expect(callsOf(api)).toEqual(expect.arrayContaining(['DELETE /v1/me/favourites/p2/alert', 'PUT /v1/me/favourites/p1/alert']))
})

test('a bell that the server does not get stays as it was, and is told', async () => {
  const { user } = renderPage({ 'DELETE /v1/me/favourites/p2/alert': () => Promise.reject(offline()) })
  await user.click(await screen.findByRole('button', { name: /^已开提醒/ }))
  expect(await screen.findByText(texts.alertFailed)).toBeVisible()
  expect(await screen.findByRole('button', { name: /^已开提醒/ })).toBeVisible()
})
