import { act, screen, waitFor, within } from '@testing-library/react'
import type { Merge, MergeList } from '@contract/merges'
import { texts } from '@/features/merges/texts'
import { texts as proofTexts } from '@/features/proof/texts'
import MergePage from '@/packages/account/merge/index'
import { answer, callsOf } from '../../support/account/backend'
import { codeSent, joined, makeMerge, makePreview } from '../../support/account/merges'
import { makeMe, problem, unauthorised } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, guestState, makeShop, memberState } from '../../support/app/shop'

const mockBack = jest.fn(() => Promise.resolve())
jest.mock('@/features/shell/navigation', () => ({ ...jest.requireActual<object>('@/features/shell/navigation'), back: () => mockBack() }))
// The mini-program's own step, which is asked for a fresh code of WeChat.
jest.mock('@/features/merges/ProveByUnion', () => jest.requireActual<object>('@/features/merges/ProveByUnion.tsx'))

const ready = makeMerge({ needs: [], preview: makePreview() })
const me = makeMe({ phone: '138****8000', capability: 'phoneVerified' })
const button = (name: string) => screen.getByRole('button', { name })
const noMerges: MergeList = { items: [], nextCursor: null, hasUnionConflict: false }

beforeEach(() => {
  mockBack.mockClear()
  router.current = { path: '/packages/account/merge/index', params: {} }
})

interface Answers {
  start?: () => object
  list?: () => MergeList
  proof?: () => Merge
  read?: () => Merge
  confirm?: () => object
  undo?: () => object
}

function renderPage({ start = () => ({ merge: makeMerge(), code: codeSent }), list = () => noMerges, proof = () => ready, read = () => ready, confirm = confirmed, undo = () => ({ merge: joined, user: me }) }: Answers = {}) {
  const shop = makeShop({ wechat: null, preloadedState: memberState(me, null) })
  answer(shop.api, {
    'GET /v1/me/merges': list,
    'POST /v1/me/merges': start,
    'POST /v1/me/merges/m1/proof': proof,
    'GET /v1/me/merges/m1': read,
    'POST /v1/me/merges/m1/confirm': confirm,
    'POST /v1/me/merges/m1/undo': undo,
    'DELETE /v1/me/merges/m1': () => null,
    'POST /v1/me/proof/sms-codes': () => codeSent,
    'POST /v1/me/proof': () => null,
  })
  return renderInShop(<MergePage />, shop)
}
function confirmed() {
  return { merge: joined, user: me, token: null }
}

async function proveOther({ user }: ReturnType<typeof renderPage>) {
  await user.type(screen.getByLabelText(texts.phone), '13900139000')
  await user.click(button(proofTexts.send))
  await user.type(screen.getByLabelText(proofTexts.code), '123456')
  await user.click(button(texts.prove))
}

test('the other number is proven, what comes over is shown, and a yes joins the two', async () => {
  const view = renderPage()
  await proveOther(view)
  const list = await screen.findByRole('list', { name: texts.previewTitle })
  const lines = within(list).getAllByRole('listitem').map((line) => line.textContent)
  expect(lines).toEqual([
    '另一个账号小满',
    '登录方式手机号 139****9000、微信',
    '收货地址2 个王小满 上海市黄浦区、李四 杭州市西湖区',
    '收藏没有已到上限，另有 3 件不会过来；撤销合并后还在。',
  ])
  expect(callsOf(view.api)).not.toContain('POST /v1/me/merges/m1/confirm')
  const { epoch } = view.state().session
  await view.user.click(button(texts.confirm))
  expect(await screen.findByText(texts.doneTitle)).toBeVisible()
  expect(screen.getByText('12月2日 10:00 前可以撤销')).toBeVisible()
  // All that is the shopper's is loaded anew.
  expect(view.state().session.epoch).toBe(epoch + 1)
  expect(view.api.addresses.list).toHaveBeenCalled()
})

test('what is missing is said at the field, and nothing is sent', async () => {
  const view = renderPage()
  await view.user.click(button(texts.prove))
  expect(screen.getByText(texts.phoneWrong)).toBeVisible()
  await view.user.type(screen.getByLabelText(texts.phone), '13900139000')
  await view.user.click(button(texts.prove))
  expect(screen.getByText(proofTexts.codeMissing)).toBeVisible()
  expect(callsOf(view.api)).not.toContain('POST /v1/me/merges')
})

test.each([
  ['sms_code_invalid' as const, '验证码不对或已过期'],
  ['merge_same_account' as const, '这就是当前登录的账号'],
  ['merge_recent' as const, '满 7 天后再试'],
  ['account_dormant' as const, '超过 90 天没有登录'],
])('%s is said in plain words', async (code, text) => {
  const view = renderPage({
    proof: () => {
      throw problem(code)
    },
  })
  await proveOther(view)
  expect(await screen.findByRole('alert')).toHaveTextContent(text)
  expect(screen.getByLabelText(texts.phone)).toHaveValue('13900139000')
})

test('a code that was not asked for here is not taken for one', async () => {
  const view = renderPage()
  await view.user.type(screen.getByLabelText(texts.phone), '13900139000')
  await view.user.type(screen.getByLabelText(proofTexts.code), '123456')
  await view.user.click(button(texts.prove))
  expect(screen.getByText(proofTexts.codeMissing)).toBeVisible()
  expect(callsOf(view.api)).not.toContain('POST /v1/me/merges/m1/proof')
})

test('the answer for a number that was changed meanwhile proves nothing about the new one', async () => {
  const started = deferred<object>()
  const view = renderPage({ start: () => started.promise })
  await view.user.type(screen.getByLabelText(texts.phone), '13900139000')
  await view.user.click(button(proofTexts.send))
  await view.user.clear(screen.getByLabelText(texts.phone))
  await view.user.type(screen.getByLabelText(texts.phone), '13900139001')
  await act(async () => started.resolve({ merge: makeMerge(), code: codeSent }))
  await view.user.type(screen.getByLabelText(proofTexts.code), '123456')
  await view.user.click(button(texts.prove))
  expect(screen.getByText(proofTexts.codeMissing)).toBeVisible()
  expect(callsOf(view.api)).not.toContain('POST /v1/me/merges/m1/proof')
})

test('a number without an account needs no merge: it is bound', async () => {
  const view = renderPage({
    proof: () => {
      throw problem('merge_other_missing')
    },
  })
  await proveOther(view)
  expect(await screen.findByRole('alert')).toHaveTextContent(texts.otherMissing)
  expect(button(texts.bind)).toBeVisible()
})

test('a proof of the own side is asked for where the last is too old, by a code to the own number', async () => {
  const view = renderPage({ proof: () => makeMerge({ needs: ['own'] }) })
  await proveOther(view)
  expect(await screen.findByText(/138\*\*\*\*8000/)).toBeVisible()
  await view.user.click(button(proofTexts.send))
  await view.user.type(screen.getByLabelText(proofTexts.code), '654321')
  await view.user.click(button(proofTexts.submit))
  expect(await screen.findByRole('button', { name: texts.confirm })).toBeVisible()
  expect(view.api.request.mock.calls.map(([request]: [{ path: string; body?: object }]) => [request.path, request.body])).toContainEqual(['/v1/me/proof', { smsCode: '654321' }])
})

test('proofs that got too old before the yes are asked for again', async () => {
  const view = renderPage({
    confirm: () => {
      throw problem('merge_not_proven')
    },
    read: () => makeMerge({ needs: ['other'] }),
  })
  await proveOther(view)
  await view.user.click(await screen.findByRole('button', { name: texts.confirm }))
  expect(await screen.findByLabelText(texts.phone)).toBeVisible()
})

test('a no gives it up on the server as well', async () => {
  const view = renderPage()
  await proveOther(view)
  await view.user.click(await screen.findByRole('button', { name: texts.notNow }))
  expect(await screen.findByLabelText(texts.phone)).toBeVisible()
  expect(callsOf(view.api)).toContain('DELETE /v1/me/merges/m1')
})

describe('what was joined', () => {
  const withJoined = { list: () => ({ items: [joined], nextCursor: null, hasUnionConflict: false }) }
  const undo = async (view: ReturnType<typeof renderPage>) => {
    await view.user.click(await screen.findByRole('button', { name: texts.undo }))
    await view.user.click(within(screen.getByRole('dialog')).getByRole('button', { name: texts.undoConfirm }))
  }
  beforeEach(() => {
    router.current = { path: '/packages/account/merge/index', params: { id: 'm1' } }
  })

  test('is undone after a question', async () => {
    const view = renderPage(withJoined)
    await undo(view)
    await waitFor(() => expect(mockBack).toHaveBeenCalledTimes(1))
    expect(callsOf(view.api)).toContain('POST /v1/me/merges/m1/undo')
    expect(view.state().toast.message?.text).toBe(texts.undone)
  })

  test('asks for a proof where the last is too old, and then goes on by itself', async () => {
    let isProven = false
    const view = renderPage({
      ...withJoined,
      undo: () => {
        if (isProven) return { merge: joined, user: me }
        isProven = true
        throw problem('proof_required')
      },
    })
    await undo(view)
    const sheet = await screen.findByRole('dialog', { name: texts.undo })
    await view.user.click(within(sheet).getByRole('button', { name: proofTexts.send }))
    await view.user.type(within(sheet).getByLabelText(proofTexts.code), '654321')
    await view.user.click(within(sheet).getByRole('button', { name: proofTexts.submit }))
    await waitFor(() => expect(mockBack).toHaveBeenCalledTimes(1))
  })

  test('a session that came in through the other account ends with it', async () => {
    const view = renderPage({ ...withJoined, undo: () => ({ merge: joined, user: null }) })
    view.api.me.get.mockRejectedValue(unauthorised())
    await undo(view)
    await waitFor(() => expect(view.state().session.status).toBe('guest'))
  })

  test('one that is gone is said so, and a list that fails has a retry', async () => {
    const { unmount } = renderPage()
    expect(await screen.findByText(texts.missing)).toBeVisible()
    unmount()
    renderPage({
      list: () => {
        throw problem('internal')
      },
    })
    expect(await screen.findByRole('button', { name: '重新加载' })).toBeVisible()
  })
})

test('an account that WeChat knows of is proven by one tap in the mini-program', async () => {
  const shop = makeShop({ preloadedState: memberState(me) })
  answer(shop.api, {
    'GET /v1/me/merges': () => ({ ...noMerges, hasUnionConflict: true }),
    'POST /v1/me/merges': () => ({ merge: makeMerge({ by: 'wechat', phone: null }), code: null }),
    'POST /v1/me/merges/m1/proof': () => ready,
  })
  const { user } = renderInShop(<MergePage />, shop)
  await user.click(await screen.findByRole('button', { name: texts.wechat }))
  expect(await screen.findByRole('button', { name: texts.confirm })).toBeVisible()
  expect(shop.api.request.mock.calls.map(([request]: [{ path: string; body?: object }]) => [request.path, request.body])).toEqual(
    expect.arrayContaining([
      ['/v1/me/merges', { unionConflict: true }],
      ['/v1/me/merges/m1/proof', { code: 'code-1' }],
    ]),
  )
})

test('a guest meets the gate in place', async () => {
  renderInShop(<MergePage />, makeShop({ wechat: null, preloadedState: guestState }))
  expect(await screen.findByRole('button', { name: '登录' })).toBeVisible()
})
