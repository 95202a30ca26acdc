import { choiceCount, compact, filterOf, paramsOf, withoutChoices } from '@/features/catalogue/productFilter'

describe('a filter from an address', () => {
  it('reads what is known', () => {
    expect(filterOf({ sort: '-price', category: 'dairy', q: ' 牛奶 ', maxRemainingDays: '7', minPriceCents: '1000', maxPricePercent: '50', storage: 'chilled', freshness: 'last', brand: '云岭' })).toEqual({
      sort: '-price',
      category: 'dairy',
      q: '牛奶',
      maxRemainingDays: 7,
      minPriceCents: 1000,
      maxPricePercent: 50,
      storage: 'chilled',
      freshness: 'last',
      brand: '云岭',
    })
  })

  it.each([{ sort: 'cheapest' }, { maxRemainingDays: '-1' }, { maxRemainingDays: '7.5' }, { minPriceCents: '1e9' }, { maxPricePercent: '0' }, { maxPricePercent: '101' }, { storage: 'warm' }, { freshness: 'expired' }, { nearExpiry: 'maybe' }, { q: '   ' }, {}])(
    'leaves out what makes no sense: %o',
    (params) => expect(filterOf(params)).toEqual({}),
  )

  it('comes back the same from its own address', () => {
    const filter = { sort: 'discount', q: '100%', maxRemainingDays: 7, nearExpiry: true } as const
    expect(filterOf(Object.fromEntries(Object.entries(paramsOf(filter)).map(([key, value]) => [key, String(value)])))).toEqual(filter)
  })

  it('keeps the usual order out of the address', () => expect(paramsOf({ sort: 'recommended', q: '奶' })).toEqual({ q: '奶' }))
})

describe('the choices of the sheet', () => {
  it('count a range once', () => {
    expect(choiceCount({ minPriceCents: 1000, maxPriceCents: 3000, maxPricePercent: 30, storage: 'frozen', q: '饺子', sort: 'price' })).toBe(3)
    expect(choiceCount({ q: '饺子' })).toBe(0)
    expect(choiceCount({ category: 'frozen' })).toBe(1)
    expect(choiceCount({ nearExpiry: true })).toBe(1)
  })

  it('go without taking the search with them', () =>
    expect(withoutChoices({ q: '饺子', sort: 'price', category: 'frozen', brand: '云岭', maxRemainingDays: 7 })).toEqual({ q: '饺子', sort: 'price' }))

  it('leave no empty keys behind', () => expect(compact({ q: '', brand: undefined, storage: 'ambient' })).toEqual({ storage: 'ambient' }))
})
