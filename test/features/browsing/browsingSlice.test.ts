import { browsingSlice, productViewed, viewsCleared, viewsRestored, type ViewedProduct } from '@/features/browsing/browsingSlice'
import { viewDays } from '@/features/browsing/viewDays'
import { signedOut } from '@/features/session/sessionActions'
import { makeSummary } from '../../support/app/catalogue'

const { reducer } = browsingSlice
const view = (productId: string, on = '2026-11-22'): ViewedProduct => ({ productId, on })
const after = (...views: ViewedProduct[]) => views.reduce((state, one) => reducer(state, productViewed(one)), reducer(undefined, { type: 'start' }))

describe('what was looked at', () => {
  it('has the latest first, each product once, on the last day', () => {
    expect(after(view('a', '2026-11-20'), view('b', '2026-11-21'), view('a')).views).toEqual([view('a'), view('b', '2026-11-21')])
  })

  it('keeps fifty', () => {
    const { views } = after(...Array.from({ length: 60 }, (_, index) => view(`p${index}`)))
    expect(views).toHaveLength(50)
    expect(views[0]).toEqual(view('p59'))
  })

  it('comes back behind what was looked at since', () => {
    const cleared = reducer(after(view('a'), view('b')), viewsCleared())
    expect(cleared.views).toEqual([])
    const since = reducer(cleared, productViewed(view('b', '2026-11-23')))
    expect(reducer(since, viewsRestored([view('b'), view('a')])).views).toEqual([view('b', '2026-11-23'), view('a')])
  })

  it('goes with the shopper who signs out', () => expect(reducer(after(view('a')), signedOut()).views).toEqual([]))

  it('is shown day by day, without what the shop has no more', () => {
    const [a, b] = [makeSummary({ id: 'a' }), makeSummary({ id: 'b' })]
    expect(viewDays([view('a'), view('gone'), view('b', '2026-11-20')], { a, b })).toEqual([
      { on: '2026-11-22', products: [a] },
      { on: '2026-11-20', products: [b] },
    ])
  })
})
