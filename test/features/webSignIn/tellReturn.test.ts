import type { ProblemCode } from '@contract/problemCodes'
import { restoreSession } from '@/features/session/ensureSession'
import { tellReturn } from '@/features/webSignIn/tellReturn'
import { texts } from '@/features/errors/texts'
import type { RootState } from '@/store/makeStore'
import { makeClock } from '../../support/app/clock'
import { makeMe, offline, unauthorised } from '../../support/app/factories'
import { makeFakeWebSignIn } from '../../support/app/fakePlatform'
import { makeShop, settle } from '../../support/app/shop'

const add = jest.fn<Promise<unknown>, [payload: unknown, key: string]>(() => Promise.resolve())
const order: string[] = []

const pending: RootState['intent'] = {
  outcome: null,
  pending: { id: 'intent-1', action: { type: 'favourites/add', payload: { productId: 'p1' } }, capability: 'member', purpose: 'favourite', page: '/product?id=p1', createdAt: makeClock().now() },
}

/** The launch of the page that WeChat's redirect leads to. */
async function comeBack(result: 'ok' | ProblemCode | null, { me = () => Promise.resolve(makeMe()), intent = pending, here = '/product?id=p1' } = {}) {
  const webSignIn = makeFakeWebSignIn({ here: jest.fn(() => here), result: jest.fn(() => result) })
  const shop = makeShop({
    wechat: null,
    webSignIn,
    preloadedState: { intent },
    intents: { 'favourites/add': (payload: unknown, key: string) => () => (order.push('intent'), add(payload, key)) },
    loadsAfterSignIn: [() => () => (order.push('load'), Promise.resolve())],
  })
  shop.api.me.get.mockImplementation(me)
  await shop.store.dispatch(restoreSession())
  shop.store.dispatch(tellReturn())
  await settle()
  return { ...shop, webSignIn }
}

beforeEach(() => {
  add.mockClear()
  order.length = 0
})

describe('back from WeChat, signed in', () => {
  it('is a sign-in like any other: a new epoch, what is loaded after it, then the intent, once', async () => {
    const { state, webSignIn } = await comeBack('ok')
    expect(order).toEqual(['load', 'intent'])
    expect(add.mock.calls).toEqual([[{ productId: 'p1' }, 'intent-1']])
    expect(state().session).toMatchObject({ status: 'member', epoch: 1 })
    expect(state().intent).toMatchObject({ pending: null, outcome: { status: 'done' } })
    expect(webSignIn.forgetResult).toHaveBeenCalled()
    expect(state().webSignIn.problem).toBeNull()
  })

  it('is one also when the page was opened twice and the second was refused', async () => {
    const { state } = await comeBack('sign_in_state_invalid')
    expect(order).toEqual(['load', 'intent'])
    expect(state().toast.message?.text).not.toBe(texts.problems.sign_in_state_invalid)
  })

  it('keeps word of it while there is no network', async () => {
    const { webSignIn, state, store, api } = await comeBack('ok', { me: () => Promise.reject(offline()) })
    expect(state().session.status).toBe('unavailable')
    expect(webSignIn.forgetResult).not.toHaveBeenCalled()
    api.me.get.mockResolvedValue(makeMe())
    await store.dispatch(restoreSession())
    await settle()
    expect(order).toEqual(['load', 'intent'])
  })

  it('a mere reload loads what is his once', async () => {
    await comeBack(null)
    expect(order).toEqual(['load', 'intent'])
  })
})

describe('back from WeChat as a guest', () => {
  const guest = { me: () => Promise.reject(unauthorised()) }

  it('the sheet of this page says why, and forgets it for the next time', async () => {
    const { state, webSignIn } = await comeBack('wechat_refused', guest)
    expect(state().webSignIn.problem).toBe('wechat_refused')
    expect(state().toast.message).toBeNull()
    expect(state().intent.pending).not.toBeNull()
    expect(webSignIn.forgetResult).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['no sheet is open', { intent: { pending: null, outcome: null } }],
    ['the sheet is that of another page', { here: '/' }],
  ])('the foot of the screen says why where %s', async (_where, where) => {
    const { state } = await comeBack('sign_in_state_invalid', { ...guest, ...where })
    expect(state().toast.message?.text).toBe(texts.problems.sign_in_state_invalid)
    expect(state().webSignIn.problem).toBeNull()
  })

  it('says nothing where nobody comes back', async () => {
    const { state } = await comeBack(null, guest)
    expect([state().toast.message, state().webSignIn.problem]).toEqual([null, null])
  })
})
