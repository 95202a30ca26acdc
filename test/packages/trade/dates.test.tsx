import { act, screen, waitFor, within } from '@testing-library/react'
import type { DatedLine } from '@contract/dates'
import { texts } from '@/features/dates/texts'
import { signedOut } from '@/features/session/sessionActions'
import { open } from '@/features/shell/navigation'
import { askForMessage } from '@/platform/askForMessage'
import DatesPage from '@/packages/trade/dates/index'
import type { RootState } from '@/store/makeStore'
import { answer, callsOf } from '../../support/account/backend'
import { makeDatedLine } from '../../support/app/dates'
import { offline } from '../../support/app/factories'
import { requestsOf } from '../../support/app/orders'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/features/shell/navigation', () => ({
  ...jest.requireActual<object>('@/features/shell/navigation'),
  open: jest.fn(() => Promise.resolve()),
}))

jest.mock('@/platform/askForMessage', () => ({ askForMessage: jest.fn() }))
const asked = jest.mocked(askForMessage)

const LIST = 'GET /v1/me/dates'
const chocolate = makeDatedLine()
const milk = makeDatedLine({ batchId: 'batch-2', name: '鲜牛奶', spec: '950ml', expiresOn: '2026-11-21', remainingDays: -1, freshness: 'expired', reminder: null })
const takenPath = (line: DatedLine) => `/v1/me/dates/${line.orderNumber}/${line.batchId}/finished`

beforeEach(() => {
  router.current = { path: '/packages/trade/dates/index', params: {} }
  asked.mockReset().mockResolvedValue(false)
})

function renderDates(answers: Parameters<typeof answer>[1] = {}, preloadedState: Partial<RootState> = memberState({}, null)) {
  const shop = makeShop({ wechat: null, preloadedState })
  answer(shop.api, { [LIST]: () => ({ items: [chocolate, milk], nextCursor: null, messageTemplateId: null }), ...answers })
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
    [LIST]: () => ({ items: isTaken ? [milk] : [chocolate, milk], nextCursor: null, messageTemplateId: null }),
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
    [LIST]: ({ query }) => (query?.cursor === 'more' ? { items: [milk], nextCursor: null, messageTemplateId: null } : { items: [chocolate], nextCursor: 'more', messageTemplateId: null }),
  })
  await user.click(await screen.findByRole('button', { name: '加载更多' }))
  expect(await group(texts.expired)).toHaveLength(1)
  expect(screen.getByText(texts.end(2))).toBeVisible()
})

describe('提醒我', () => {
  const PUT = `PUT /v1/me/dates/${chocolate.orderNumber}/${chocolate.batchId}/reminder`
  const DELETE = PUT.replace('PUT', 'DELETE')
  const set = { on: '2026-12-17', status: 'set' } as const
  const remind = () => screen.findByRole('button', { name: texts.remindOf('黑巧克力', '12月17日') })
  const list = (reminder: DatedLine['reminder'], messageTemplateId: string | null) => () => ({ items: [{ ...chocolate, reminder }], nextCursor: null, messageTemplateId })

  test('asks WeChat first and tells the server what was allowed', async () => {
    asked.mockResolvedValue(true)
    const { user, api } = renderDates({ [LIST]: list(chocolate.reminder, 'template-1'), [PUT]: () => set })
    await user.click(await remind())
    expect(await screen.findByRole('button', { name: texts.dropReminderOf('黑巧克力', '12月17日') })).toHaveTextContent('12月17日提醒')
    expect(asked).toHaveBeenCalledTimes(1)
    expect(asked).toHaveBeenCalledWith('template-1')
    expect(requestsOf(api, PUT)).toMatchObject([{ body: { message: true } }])
    expect(screen.getByText(texts.reminderSet('12月17日', true))).toBeVisible()
  })

  test('a refusal is taken for what it is: the reminder stands, in the app, and nothing asks again', async () => {
    const { user, api } = renderDates({ [LIST]: list(chocolate.reminder, 'template-1'), [PUT]: () => set })
    await user.click(await remind())
    expect(await screen.findByText(texts.reminderSet('12月17日', false))).toBeVisible()
    expect(requestsOf(api, PUT)).toMatchObject([{ body: { message: false } }])
    expect(asked).toHaveBeenCalledTimes(1)
  })

  test('without a template WeChat is not asked', async () => {
    const { user } = renderDates({ [LIST]: list(chocolate.reminder, null), [PUT]: () => set })
    await user.click(await remind())
    expect(await screen.findByText(texts.reminderSet('12月17日', false))).toBeVisible()
    expect(asked).not.toHaveBeenCalled()
  })

  test('can be taken back', async () => {
    let reminder: DatedLine['reminder'] = set
    const { user } = renderDates({
      [LIST]: () => ({ items: [{ ...chocolate, reminder }], nextCursor: null, messageTemplateId: null }),
      [DELETE]: () => ((reminder = chocolate.reminder), null),
    })
    await user.click(await screen.findByRole('button', { name: texts.dropReminderOf('黑巧克力', '12月17日') }))
    expect(await remind()).toBeVisible()
    expect(screen.getByText(texts.reminderDropped)).toBeVisible()
  })

  test('what did not get through is told, and the button stays', async () => {
    const { user } = renderDates({ [PUT]: () => { throw offline() } })
    await user.click(await remind())
    expect(await screen.findByText(texts.remindFailed)).toBeVisible()
    expect(await remind()).toBeEnabled()
  })

  test('what came is said to have come; where it is too late nothing is offered', async () => {
    renderDates({ [LIST]: () => ({ items: [{ ...chocolate, reminder: { on: '2026-11-20', status: 'sent' } }, milk], nextCursor: null, messageTemplateId: null }) })
    expect((await group(texts.good))[0]).toHaveTextContent(texts.reminded)
    expect(screen.queryByRole('button', { name: /提醒/ })).not.toBeInTheDocument()
  })
})

test('with nothing at home it leads to the shop', async () => {
  const { user } = renderDates({ [LIST]: () => ({ items: [], nextCursor: null, messageTemplateId: null }) })
  await user.click(await screen.findByRole('button', { name: texts.browse }))
  expect(open).toHaveBeenLastCalledWith({ page: 'home' })
})

test('without network, and after a failure, another try is offered', async () => {
  let isOffline = true
  const { user } = renderDates({
    [LIST]: () => {
      if (isOffline) throw offline()
      return { items: [chocolate], nextCursor: null, messageTemplateId: null }
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
