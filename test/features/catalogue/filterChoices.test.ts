import { chosenTexts, filterGroups, isChosen, withChoice } from '@/features/catalogue/list/filterChoices'
import type { ProductFilter } from '@/features/catalogue/productFilter'

const categories = [
  { id: 'c1', slug: 'dairy', name: '乳品' },
  { id: 'c2', slug: 'frozen', name: '冷冻食品' },
]

const groupOf = (title: string, filter: ProductFilter = {}, brands: string[] = []) => {
  const group = filterGroups(filter, { brands, categories }).find((one) => one.title === title)
  if (!group) throw new Error(`no group ${title}`)
  return group
}
const choiceOf = (title: string, text: string, filter: ProductFilter = {}, brands: string[] = []) => {
  const group = groupOf(title, filter, brands)
  const choice = group.choices.find((one) => one.text === text)
  if (!choice) throw new Error(`no choice ${text}`)
  return { group, choice }
}

describe('filter choices', () => {
  it('replaces the other choice of its group, and nothing else', () => {
    const { group, choice } = choiceOf('价格', '60 元以上')
    expect(withChoice({ q: '奶', minPriceCents: 1000, maxPriceCents: 3000 }, group, choice)).toEqual({ q: '奶', minPriceCents: 6000 })
  })

  it('opens its group when taken a second time', () => {
    const { group, choice } = choiceOf('保存方式', '冷藏')
    expect(withChoice({ storage: 'chilled' }, group, choice)).toEqual({})
  })

  it('has the near-expiry section beside the single marks, one at a time', () => {
    const { group, choice } = choiceOf('新鲜程度', '临期专区')
    expect(withChoice({ q: '奶', freshness: 'last' }, group, choice)).toEqual({ q: '奶', nearExpiry: true })
    expect(isChosen({ nearExpiry: true }, group, choice)).toBe(true)
    expect(chosenTexts({ nearExpiry: true })).toEqual([{ text: '临期专区', keys: ['nearExpiry', 'freshness'] }])
    expect(chosenTexts({ nearExpiry: true, freshness: 'last' }).map(({ text }) => text)).toEqual(['最后几天'])
  })

  it('knows a range as a whole', () => {
    const { group, choice } = choiceOf('价格', '10 元以下')
    expect(isChosen({ maxPriceCents: 1000 }, group, choice)).toBe(true)
    expect(isChosen({ minPriceCents: 500, maxPriceCents: 1000 }, group, choice)).toBe(false)
  })

  it('offers the brands that were seen, and keeps the one in force', () => {
    expect(groupOf('品牌', { brand: '云岭' }, ['可可里']).choices.map(({ text }) => text)).toEqual(['云岭', '可可里'])
    expect(filterGroups({}, { brands: ['可可里'] }).some(({ title }) => title === '品牌')).toBe(false)
  })

  it('offers the categories, whichever way an address names the one in force', () => {
    const { group, choice } = choiceOf('分类', '冷冻食品')
    expect(withChoice({ q: '奶', category: 'dairy' }, group, choice)).toEqual({ q: '奶', category: 'frozen' })
    const byId = choiceOf('分类', '乳品', { category: 'c1' })
    expect(isChosen({ category: 'c1' }, byId.group, byId.choice)).toBe(true)
    expect(filterGroups({}, {}).some(({ title }) => title === '分类')).toBe(false)
    expect(chosenTexts({ category: 'frozen' }, categories).map(({ text }) => text)).toEqual(['冷冻食品'])
    expect(chosenTexts({ category: 'gone' }, categories).map(({ text }) => text)).toEqual(['分类 gone'])
  })

  it('names what is in force, also what only an address can say', () => {
    expect(chosenTexts({ maxRemainingDays: 7, storage: 'frozen', brand: '云岭' }).map(({ text }) => text)).toEqual(['7 天内', '冷冻', '云岭'])
    expect(chosenTexts({ minPriceCents: 500, maxPriceCents: 1234 })[0]?.text).toBe('价格 5–12.34')
    expect(chosenTexts({ maxPricePercent: 30 }).map(({ text }) => text)).toEqual(['3 折以下'])
    expect(chosenTexts({ maxPricePercent: 44 }).map(({ text }) => text)).toEqual(['4.4 折以下'])
    expect(chosenTexts({ q: '奶', sort: 'price' })).toEqual([])
  })
})
