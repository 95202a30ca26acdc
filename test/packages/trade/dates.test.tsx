import { act, screen, waitFor, within } from '@testing-library/react'
import type { DatedLine } from '@contract/dates'
import { texts } from '@/features/dates/texts'
import { signedOut } from '@/features/session/sessionActions'
import { open } from '@/features/shell/navigation'
import DatesPage from '@/packages/trade/dates/index'
import type { RootState } from '@/store/makeStore'
import { answer, callsOf } from '../../support/account/backend'
import { makeDatedLine } from '../../support/app/dates'
import { offline } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
}))

const LIST = 'GET /v1/me/dates'
const chocolate = makeDatedLine()
const milk = makeDatedLine({ batchId: 'batch-2', name: '鲜牛奶', spec: '950ml', expiresOn: '2026-11-21', remainingDays: -1, freshness: 'expired' })
const takenPath = (line: DatedLine) => `/v1/me/dates/${line.orderNumber}/${line.batchId}/finished`

beforeEach(() => {
  router.current = { path: '/packages/trade/dates/index', params: {} }
})

function renderDates(answers: Parameters<typeof answer>[1] = {}, preloadedState: Partial<RootState> = memberState({}, null)) {
  const shop = makeShop({ wechat: null, preloadedState })
  answer(shop.api, { [LIST]: () => ({ items: [chocolate, milk], nextCursor: null }), ...answers })
  return renderInShop(<DatesPage />, shop)
}

const group = async (name: string) => within(await screen.findByRole('list', { name })).getAllByRole('listitem')

test('each batch stands with its days left, its date and its order; what is past its date stands apart, and is said so', async () => {
  const { user } = renderDates()
  const [good] = await group(texts.good)
  expect(good).toHaveTextContent('剩 32 天')
  expect(good).toHaveTextContent('12月24日 前最佳 · 2025年12月24日生产')
  expect(good).toHaveTextContent('× 2')
  const [expired] = await group(texts.expired)
  expect(expired).toHaveTextContent('已过期')
  expect(screen.getByText(texts.expiredHint)).toBeVisible()
  await user.click(screen.getByRole('link', { name: texts.openOrderOf('黑巧克力', chocolate.orderNumber) }))
  expect(open).toHaveBeenLastCalledWith({ page: 'order', params: { number: chocolate.orderNumber } })
})

test('what was eaten leaves once the server knows, and a slip can be undone', async () => {
  const heard = deferred<null>()
  let isTaken = false
  const { user } = renderDates({
    [LIST]: () => ({ items: isTaken ? [milk] : [chocolate, milk], nextCursor: null }),
    [`PUT ${takenPath(chocolate)}`]: () => heard.promise,
    [`DELETE ${takenPath(chocolate)}`]: () => ((isTaken = false), null),
  })
  await user.click(await screen.findByRole('button', { name: texts.finishName('黑巧克力') }))
  expect(await group(texts.good)).toHaveLength(1)
  isTaken = true
  act(() => heard.resolve(null))
  await waitFor(() => expect(screen.queryByRole('list', { name: texts.good })).not.toBeInTheDocument())
  expect(screen.getByText(texts.taken('黑巧克力'))).toBeVisible()
  await user.click(screen.getByRole('button', { name: texts.undo }))
  expect(await group(texts.good)).toHaveLength(1)
  await waitFor(() => expect(screen.queryByText(texts.taken('黑巧克力'))).not.toBeInTheDocument())
})

test('what the server did not hear of stays, and that is told', async () => {
  const { user } = renderDates({ [`PUT ${takenPath(milk)}`]: () => { throw offline() } })
  await user.click(await screen.findByRole('button', { name: texts.discardName('鲜牛奶 950ml') }))
  expect(await screen.findByText(texts.takeFailed)).toBeVisible()
  expect(await group(texts.expired)).toHaveLength(1)
  expect(screen.queryByText(texts.taken('鲜牛奶'))).not.toBeInTheDocument()
})

test('the next page joins the first', async () => {
  const { user } = renderDates({
    [LIST]: ({ query }) => (query?.cursor === 'more' ? { items: [milk], nextCursor: null } : { items: [chocolate], nextCursor: 'more' }),
  })
  await user.click(await screen.findByRole('button', { name: '加载更多' }))
  expect(await group(texts.expired)).toHaveLength(1)
  expect(screen.getByText(texts.end(2))).toBeVisible()
})

test('with nothing at home it leads to the shop', async () => {
  const { user } = renderDates({ [LIST]: () => ({ items: [], nextCursor: null }) })
  await user.click(await screen.findByRole('button', { name: texts.browse }))
  expect(open).toHaveBeenLastCalledWith({ page: 'home' })
})

test('without network, and after a failure, another try is offered', async () => {
  let isOffline = true
  const { user } = renderDates({
    [LIST]: () => {
      if (isOffline) throw offline()
      return { items: [chocolate], nextCursor: null }
    },
  })
  const retry = await screen.findByRole('button', { name: '重新加载' })
  isOffline = false
  await user.click(retry)
  expect(await group(texts.good)).toHaveLength(1)
})

test('a guest meets the gate, and nothing is asked of the server', async () => {
  const { api } = renderDates({}, guestState)
  expect(await screen.findByText('登录后看到期日')).toBeInTheDocument()
  expect(callsOf(api)).toEqual([])
})

test('another shopper on the same phone sees nothing of it', async () => {
  const { store } = renderDates()
  await group(texts.good)
  act(() => void store.dispatch(signedOut()))
  await waitFor(() => expect(screen.queryByText('黑巧克力')).not.toBeInTheDocument())
})
