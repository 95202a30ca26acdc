import { listTitle } from '@/features/catalogue/list/listTitle'
import { sortChoices } from '@/features/catalogue/list/sortChoices'
import { defaultBatch, inOrderOfChoice } from '@/features/catalogue/product/batchChoice'
import { fullName, nextStepText, spokenCard } from '@/features/catalogue/productText'
import { makeBatch, makeCategory, makeOffer, makeSummary } from '../../support/app/catalogue'

describe('the words of a card', () => {
  it('joins name and pack size, once', () => {
    expect(fullName({ name: '黑巧克力', spec: '100g' })).toBe('黑巧克力 100g')
    expect(fullName({ name: '低温鲜牛奶 950ml', spec: '950ml' })).toBe('低温鲜牛奶 950ml')
    expect(fullName({ name: '礼盒', spec: '' })).toBe('礼盒')
  })

  it('says the next fall of the price', () => {
    expect(nextStepText(makeOffer())).toBe('12月6日起 ¥24.90')
    expect(nextStepText(makeOffer({ nextStep: { startsOn: '2026-11-23', priceCents: 550 } }))).toBe('明天起 ¥5.50')
    expect(nextStepText(makeOffer({ nextStep: null }))).toBeNull()
  })

  it('is one sentence for a screen reader', () => {
    expect(spokenCard(makeSummary(), 30)).toBe('72% 黑巧克力 100g×3，可可里 · 常温，临期，剩 32 天，到手约 30 天，12月24日 前最佳，保质期还剩 9%，现价 29.90 元，原价 88.00 元，3.4 折，12月6日起 ¥24.90')
    expect(spokenCard(makeSummary({ offer: null }), 30)).toBe('72% 黑巧克力 100g×3，可可里 · 常温，暂时卖完了')
    expect(spokenCard(makeSummary({ offer: makeOffer({ pricePercent: 100, nextStep: null, listPriceCents: 2990 }) }), 30)).not.toContain('原价')
    expect(spokenCard(makeSummary({ offer: makeOffer({ freshness: 'last' }) }), 30)).toContain('，最后几天，剩 32 天，')
    expect(spokenCard(makeSummary({ offer: makeOffer({ freshness: 'fresh', nearExpiry: false }) }), 30)).toMatch(/常温，剩 32 天/)
  })
})

describe('the orders of a list', () => {
  it('turns the price round on the second tap', () => {
    const price = (current: 'recommended' | 'price' | '-price') => sortChoices(current).find(({ text }) => text === '价格')
    expect(price('recommended')).toMatchObject({ sort: 'price', isOn: false })
    expect(price('price')).toMatchObject({ sort: '-price', isOn: true, label: '价格从低到高' })
    expect(price('-price')).toMatchObject({ sort: 'price', isOn: true, label: '价格从高到低' })
  })

  it.each([
    [{ q: '牛奶', category: 'sweets' }, '“牛奶”'],
    [{ category: 'sweets' }, '糖果巧克力'],
    [{ category: 'category-1' }, '糖果巧克力'],
    [{ brand: '可可里' }, '可可里'],
    [{ sort: 'remainingDays', maxRemainingDays: 7 }, '最后 7 天'],
    [{ sort: 'remainingDays', nearExpiry: true }, '临期专区'],
    [{ sort: 'discount' }, '折扣最大'],
    [{ category: 'unknown' }, '全部商品'],
  ] as const)('%o is called %s', (filter, title) => expect(listTitle(filter, [makeCategory()])).toBe(title))
})

describe('the choice of a batch', () => {
  const gone = makeBatch({ id: 'gone', unsellableReason: 'soldOut', stock: 0 })
  const first = makeBatch({ id: 'first' })
  const later = makeBatch({ id: 'later' })

  it('begins with the first that is for sale', () => {
    expect(defaultBatch([gone, first, later])?.id).toBe('first')
    expect(defaultBatch([gone])).toBeUndefined()
  })

  it('shows what is for sale first', () => expect(inOrderOfChoice([gone, first, later]).map(({ id }) => id)).toEqual(['first', 'later', 'gone']))
})
