import { CONSENT_VERSION } from '@contract/limits'
import { act, screen, waitFor } from '@testing-library/react'
import { leaveGate } from '@/features/gate/leaveGate'
import { texts } from '@/features/gate/texts'
import { texts as errorTexts } from '@/features/errors/texts'
import { webSignInFailed } from '@/features/webSignIn/webSignInSlice'
import { offline, problem } from '../../support/app/factories'
import { makeFakeWebSignIn, type FakeWebSignIn } from '../../support/app/fakePlatform'
import { Gated } from '../../support/app/Gated'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, guestState, makeShop, settle } from '../../support/app/shop'

const PAGE = 'http://wechat.test/connect/oauth2/authorize?state=1#wechat_redirect'

beforeEach(() => {
  router.current = { path: '/product?stamp=AB', params: { id: 'p1', stamp: 'AB' } }
})

async function openGate(webSignIn: FakeWebSignIn | null, ways = { oa: true, web: true }) {
  const shop = makeShop({ wechat: null, webSignIn, preloadedState: guestState })
  shop.api.auth.ways.mockResolvedValue(ways)
  shop.api.auth.webPage.mockResolvedValue({ url: PAGE })
  const view = renderInShop(<Gated />, shop)
  await view.user.click(screen.getByRole('button', { name: '收藏' }))
  await act(settle)
  return { ...view, webSignIn }
}

const button = (name: string) => screen.getByRole('button', { name })
const agree = (view: Awaited<ReturnType<typeof openGate>>) => view.user.click(screen.getByRole('checkbox', { name: texts.consentLabel }))

describe('an account that is being deleted', () => {
  it('is restored on the same way, after the consent', async () => {
    const view = await openGate(makeFakeWebSignIn())
    await act(async () => view.store.dispatch(webSignInFailed('account_deleting')))
    await view.user.click(button(texts.undoDeletion))
    expect(view.api.auth.webPage).not.toHaveBeenCalled()
    await agree(view)
    await view.user.click(button(texts.undoDeletion))
    await waitFor(() => expect(view.api.auth.webPage).toHaveBeenCalledWith(expect.objectContaining({ way: 'oa', undoDeletion: true })))
  })
})

describe('the way through WeChat', () => {
  it.each(['oa', 'web'] as const)('comes first where there is one (%s), the code is the other way and leads back', async (way) => {
    const view = await openGate(makeFakeWebSignIn({ way }))
    expect(button(texts.web[way])).toBeVisible()
    expect(screen.queryByLabelText('手机号')).not.toBeInTheDocument()
    await view.user.click(button(texts.bySms))
    expect(screen.getByLabelText('手机号')).toBeVisible()
    await view.user.click(button(texts.byWechat))
    expect(button(texts.web[way])).toBeVisible()
  })

  it('is not asked for in the ordinary browser of a phone', async () => {
    const view = await openGate(makeFakeWebSignIn({ way: null }))
    expect(screen.getByLabelText('手机号')).toBeVisible()
    expect(screen.queryByRole('button', { name: texts.byWechat })).not.toBeInTheDocument()
    expect(view.api.auth.ways).not.toHaveBeenCalled()
  })

  it('is not offered where the shop has none of that kind', async () => {
    await openGate(makeFakeWebSignIn({ way: 'web' }), { oa: true, web: false })
    expect(screen.getByLabelText('手机号')).toBeVisible()
  })

  it('is asked for once', async () => {
    const view = await openGate(makeFakeWebSignIn())
    act(() => view.store.dispatch(leaveGate()))
    await view.user.click(button('收藏'))
    await waitFor(() => expect(button(texts.web.oa)).toBeVisible())
    expect(view.api.auth.ways).toHaveBeenCalledTimes(1)
  })

  it('leaves the code where the shop does not answer', async () => {
    const shop = makeShop({ wechat: null, webSignIn: makeFakeWebSignIn(), preloadedState: guestState })
    shop.api.auth.ways.mockRejectedValue(offline())
    const view = renderInShop(<Gated />, shop)
    await view.user.click(button('收藏'))
    expect(await screen.findByLabelText('手机号')).toBeVisible()
  })
})

describe('leaving for it', () => {
  it('demands the consent first', async () => {
    const view = await openGate(makeFakeWebSignIn())
    await view.user.click(button(texts.web.oa))
    expect(screen.getByRole('alert')).toHaveTextContent(texts.consentMissing)
    expect(view.api.auth.webPage).not.toHaveBeenCalled()
  })

  it('goes to the page that the shop names, with the way back and the consent; the intent waits', async () => {
    const view = await openGate(makeFakeWebSignIn())
    await agree(view)
    await view.user.dblClick(button(texts.web.oa))
    await act(settle)
    expect(view.api.auth.webPage.mock.calls).toEqual([[{ way: 'oa', returnTo: '/product?id=p1', consent: { version: CONSENT_VERSION } }]])
    expect(view.webSignIn?.leaveFor.mock.calls).toEqual([[PAGE]])
    expect(view.state().intent.pending).toMatchObject({ action: { type: 'favourites/add' } })
  })

  it.each([
    ['the network fails', offline(), /网络断开/],
    ['the way was closed meanwhile', problem('sign_in_way_off'), /没有开通/],
  ])('says so when %s, and may be tried again', async (_why, failure, sentence) => {
    const view = await openGate(makeFakeWebSignIn())
    await agree(view)
    view.api.auth.webPage.mockRejectedValueOnce(failure)
    await view.user.click(button(texts.web.oa))
    expect(await screen.findByRole('alert')).toHaveTextContent(sentence)
    await view.user.click(button(texts.web.oa))
    await waitFor(() => expect(view.webSignIn?.leaveFor).toHaveBeenCalledTimes(1))
  })

  it('is not stuck when "back" brings the page out of memory', async () => {
    const view = await openGate(makeFakeWebSignIn())
    await agree(view)
    await view.user.click(button(texts.web.oa))
    await act(settle)
    expect(button(texts.web.oa)).toHaveAttribute('aria-busy', 'true')
    act(() => void window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true })))
    expect(button(texts.web.oa)).not.toHaveAttribute('aria-busy')
  })
})

it.each(['wechat_refused', 'wechat_snapshot_user', 'sign_in_state_invalid'] as const)('%s is said in the sheet until the next gate', async (code) => {
  const view = await openGate(makeFakeWebSignIn())
  act(() => void view.store.dispatch(webSignInFailed(code)))
  expect(screen.getByText(errorTexts.problems[code] ?? '')).toBeVisible()
  act(() => view.store.dispatch(leaveGate()))
  expect(view.state().webSignIn.problem).toBeNull()
})

it('waits in the shape of the buttons while the shop is asked', async () => {
  const answer = deferred<{ oa: boolean; web: boolean }>()
  const shop = makeShop({ wechat: null, webSignIn: makeFakeWebSignIn(), preloadedState: guestState })
  shop.api.auth.ways.mockReturnValue(answer.promise)
  const view = renderInShop(<Gated />, shop)
  await view.user.click(button('收藏'))
  expect(screen.queryByLabelText('手机号')).not.toBeInTheDocument()
  await act(async () => answer.resolve({ oa: true, web: true }))
  expect(button(texts.web.oa)).toBeVisible()
})
