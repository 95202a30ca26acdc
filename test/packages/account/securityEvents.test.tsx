import { screen, waitFor } from '@testing-library/react'
import type { SecurityEvent } from '@contract/privacy'
import { texts } from '@/features/privacyData/texts'
import SecurityEventsPage from '@/packages/account/securityEvents/index'
import { answer } from '../../support/account/backend'
import { offline } from '../../support/app/factories'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'

const event: SecurityEvent = { id: 'e1', at: '2026-11-25T02:20:00.000Z', kind: 'signIn', result: 'ok', way: 'wechat', client: 'weapp', place: '203.0.113.0/24' }

function renderPage(answers: Parameters<typeof answer>[1], preloadedState = memberState({}, null)) {
  const shop = makeShop({ wechat: null, preloadedState })
  answer(shop.api, answers)
  return renderInShop(<SecurityEventsPage />, shop)
}

test('says what happened, how, when and from where, and what did not succeed', async () => {
  const items = [event, { ...event, id: 'e2', kind: 'proof', way: 'sms' as const, client: 'h5', result: 'sms_code_invalid' }, { ...event, id: 'e3', kind: 'somethingNew', way: null }]
  renderPage({ 'GET /v1/me/events': () => ({ items, nextCursor: null }) })
  expect(await screen.findByText('登录 · 微信')).toBeVisible()
  expect(screen.getByText('2026-11-25 10:20 · 网页 · 网络 203.0.113.*')).toBeVisible()
  expect(screen.getByText('确认本人 · 短信验证码')).toBeVisible()
  expect(screen.getAllByText(texts.failed)).toHaveLength(1)
  expect(screen.getByText(texts.otherEvent)).toBeVisible()
  expect(screen.getByText(texts.eventsEnd)).toBeVisible()
})

test('goes on page by page', async () => {
  const { user } = renderPage({
    'GET /v1/me/events': ({ query }) => (query?.cursor ? { items: [{ ...event, id: 'e2', kind: 'signUp' }], nextCursor: null } : { items: [event], nextCursor: 'more' }),
  })
  await user.click(await screen.findByRole('button', { name: '加载更多' }))
  await waitFor(() => expect(screen.getByText('注册 · 微信')).toBeVisible())
})

test('empty, failed, and a guest', async () => {
  const server = { fails: true }
  const { user, unmount } = renderPage({
    'GET /v1/me/events': () => {
      if (server.fails) throw offline()
      return { items: [], nextCursor: null }
    },
  })
  expect(await screen.findByRole('alert')).toHaveTextContent('网络断开了')
  server.fails = false
  await user.click(screen.getByRole('button', { name: '重新加载' }))
  expect(await screen.findByRole('heading', { name: texts.eventsEmpty })).toBeVisible()
  unmount()
  renderPage({}, guestState)
  expect(screen.getByRole('heading', { name: '登录后管理你的数据' })).toBeVisible()
})
