import { answerPrivacy, askPrivacy } from '@/features/privacy/askPrivacy'
import { REFUSAL_LASTS_MS } from '@/features/privacy/privacySlice'
import { makeShop } from '../../support/app/shop'

describe("WeChat's privacy agreement", () => {
  it('is asked once for all calls that wait, and lets them go on', () => {
    const { store, state } = makeShop()
    const [one, other] = [jest.fn(), jest.fn()]
    store.dispatch(askPrivacy(one))
    store.dispatch(askPrivacy(other))
    expect(state().privacy.isAsking).toBe(true)
    expect(one).not.toHaveBeenCalled()
    store.dispatch(answerPrivacy(true))
    expect([one.mock.calls, other.mock.calls]).toEqual([[[true]], [[true]]])
    expect(state().privacy.isAsking).toBe(false)
  })

  it('is not asked again for ten seconds after a refusal: WeChat would fail the call anyway', () => {
    const { store, state, clock } = makeShop()
    const [first, soon, later] = [jest.fn(), jest.fn(), jest.fn()]
    store.dispatch(askPrivacy(first))
    store.dispatch(answerPrivacy(false))
    expect(first).toHaveBeenCalledWith(false)
    clock.advance(REFUSAL_LASTS_MS - 1)
    store.dispatch(askPrivacy(soon))
    expect(soon).toHaveBeenCalledWith(false)
    expect(state().privacy.isAsking).toBe(false)
    clock.advance(1)
    store.dispatch(askPrivacy(later))
    expect(state().privacy.isAsking).toBe(true)
    expect(later).not.toHaveBeenCalled()
  })
})
