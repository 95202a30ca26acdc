import { codeFrozen, codeThawed, LOGIN_CODE_LIFETIME_MS } from '@/features/loginCode/loginCodeSlice'
import { refreshLoginCode, takeHeldCode, takeLoginCode } from '@/features/loginCode/takeLoginCode'
import { appShown } from '@/store/appEvents'
import { offline } from '../../support/app/factories'
import { makeFakeWechat } from '../../support/app/fakePlatform'
import { deferred, guestState, makeShop, settle } from '../../support/app/shop'

type Shop = ReturnType<typeof makeShop>
const take = ({ store }: Shop) => store.dispatch((dispatch, getState, extra) => takeLoginCode({ dispatch, getState, extra }))
const takeHeld = ({ store }: Shop) => store.dispatch((dispatch, getState, extra) => takeHeldCode({ dispatch, getState, extra }))

describe('the holder of the login code', () => {
  it('trap 2: gives a code away once', async () => {
    const shop = makeShop()
    await shop.store.dispatch(refreshLoginCode())
    expect(shop.state().loginCode).toEqual({ phase: 'held', value: 'code-1', obtainedAt: shop.clock.now(), isFrozen: false })
    await expect(take(shop)).resolves.toBe('code-1')
    expect(shop.state().loginCode.phase).toBe('empty')
    await expect(take(shop)).resolves.toBe('code-2')
  })

  it('trap 2: fetches one at a time, however many ask for a refresh', async () => {
    const answer = deferred<string>()
    const shop = makeShop({ wechat: makeFakeWechat({ getCode: jest.fn(() => answer.promise) }) })
    const all = Array.from({ length: 10 }, () => shop.store.dispatch(refreshLoginCode()))
    expect(shop.state().loginCode.phase).toBe('fetching')
    answer.resolve('only')
    await Promise.all(all)
    expect(shop.wechat?.getCode).toHaveBeenCalledTimes(1)
  })

  it('gives each of two takers his own', async () => {
    const shop = makeShop()
    const codes = await Promise.all([take(shop), take(shop)])
    expect(new Set(codes).size).toBe(2)
  })

  it.each([
    [LOGIN_CODE_LIFETIME_MS - 1, 'code-1'],
    [LOGIN_CODE_LIFETIME_MS, 'code-2'],
  ])('trap 2: after %i ms answers %s', async (age, code) => {
    const shop = makeShop()
    await shop.store.dispatch(refreshLoginCode())
    shop.clock.advance(age)
    await expect(take(shop)).resolves.toBe(code)
  })

  it('keeps a fresh code when refreshed, and replaces a stale one', async () => {
    const shop = makeShop()
    await shop.store.dispatch(refreshLoginCode())
    await shop.store.dispatch(refreshLoginCode())
    expect(shop.wechat?.getCode).toHaveBeenCalledTimes(1)
    shop.clock.advance(LOGIN_CODE_LIFETIME_MS)
    await shop.store.dispatch(refreshLoginCode())
    expect(shop.state().loginCode).toMatchObject({ value: 'code-2' })
  })

  it('is refreshed when the app comes to the front with a stale code', async () => {
    const shop = makeShop({ preloadedState: guestState })
    await shop.store.dispatch(refreshLoginCode())
    shop.clock.advance(LOGIN_CODE_LIFETIME_MS)
    shop.store.dispatch(appShown())
    await settle()
    expect(shop.state().loginCode).toMatchObject({ value: 'code-2' })
  })

  it('trap 1: calls no wx.login while frozen, and gives the held code even late', async () => {
    const shop = makeShop()
    await shop.store.dispatch(refreshLoginCode())
    shop.store.dispatch(codeFrozen())
    shop.clock.advance(LOGIN_CODE_LIFETIME_MS + 30_000)
    await shop.store.dispatch(refreshLoginCode())
    await expect(take(shop)).resolves.toBe('code-1')
    expect(shop.wechat?.getCode).toHaveBeenCalledTimes(1)
  })

  it('is replaced early where enough of it has to be left for a dialog', async () => {
    const shop = makeShop()
    await shop.store.dispatch(refreshLoginCode())
    shop.clock.advance(120_000)
    await shop.store.dispatch(refreshLoginCode())
    expect(shop.state().loginCode).toMatchObject({ value: 'code-1' })
    await shop.store.dispatch(refreshLoginCode(120_000))
    expect(shop.state().loginCode).toMatchObject({ value: 'code-2' })
  })

  it('rather fails than fetches while frozen', async () => {
    const shop = makeShop()
    shop.store.dispatch(codeFrozen())
    await expect(take(shop)).rejects.toMatchObject({ error: { kind: 'unsupported' } })
    expect(shop.wechat?.getCode).not.toHaveBeenCalled()
    shop.store.dispatch(codeThawed())
    await expect(take(shop)).resolves.toBe('code-1')
  })

  it('says when WeChat gives none, and tries again the next time', async () => {
    const getCode = jest.fn().mockRejectedValueOnce(offline()).mockResolvedValue('later')
    const shop = makeShop({ wechat: makeFakeWechat({ getCode }) })
    await expect(take(shop)).rejects.toMatchObject({ error: { kind: 'network' } })
    expect(shop.state().loginCode.phase).toBe('failed')
    await expect(take(shop)).resolves.toBe('later')
  })

  it('answers only what is held where a new one would not do', async () => {
    const shop = makeShop()
    expect(takeHeld(shop)).toBeNull()
    await shop.store.dispatch(refreshLoginCode())
    expect(takeHeld(shop)).toBe('code-1')
    expect(takeHeld(shop)).toBeNull()
  })

  it('stays empty on H5', async () => {
    const shop = makeShop({ wechat: null })
    await shop.store.dispatch(refreshLoginCode())
    expect(shop.state().loginCode.phase).toBe('empty')
    await expect(take(shop)).rejects.toMatchObject({ error: { kind: 'unsupported' } })
  })
})
