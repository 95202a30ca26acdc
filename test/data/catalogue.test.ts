import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { addDays, daysBetween } from '@domain/calendarDay'
import { type Ladder, ladderFault } from '@domain/priceLadder'
import { DEFAULT_TRANSIT_DAYS, type Freshness, lastSellableDay, shelfLifeOn } from '@domain/shelfLife'

interface SampleBatch {
  code: string
  producedDaysAgo: number
  shelfLifeDays: number
  stock: number
  listPriceCents: number
  ladder?: Ladder
}

interface SampleProduct {
  code: string
  name: string
  brand: string
  spec: string
  category: string
  storage: string
  origin: string
  description: string
  icons: string[]
  tint: string
  minDaysAtDelivery: number
  soldCount: number
  keywords: string[]
  listedDaysAgo: number
  batches: SampleBatch[]
}

interface Sample {
  categories: { slug: string; name: string; icon: string; tint: string }[]
  products: SampleProduct[]
  hotWords: string[]
}

const DATA = path.resolve(__dirname, '../../data')
const sample = JSON.parse(readFileSync(path.join(DATA, 'catalogue.json'), 'utf8')) as Sample
const { categories, products, hotWords } = sample
const batches = products.flatMap((product) => product.batches)

/** The catalogue invents its makers: a real one here would be said to sell what it does not. */
const REAL_BRANDS = [
  ...['蒙牛', '伊利', '光明乳业', '君乐宝', '三元', '雀巢', '安佳', '养乐多', '旺旺', '乐事', '奥利奥', '好丽友', '达利园', '盼盼', '嘉顿', '德芙', '费列罗'],
  ...['徐福记', '大白兔', '阿尔卑斯', '三只松鼠', '良品铺子', '百草味', '洽洽', '来伊份', '盐津铺子', '卫龙', '周黑鸭', '绝味', '双汇', '雨润', '金锣', '康师傅'],
  ...['今麦郎', '白象', '日清', '农心', '自嗨锅', '农夫山泉', '可口可乐', '百事', '元气森林', '王老吉', '加多宝', '星巴克', '三顿半', '永璞', '金龙鱼', '鲁花'],
  ...['福临门', '海天', '李锦记', '老干妈', '厨邦', '梅林', '甘竹', '鹰金钱', '三全', '思念', '湾仔码头', '安井', '桃李', '曼可顿', '好利来', '元祖', '贝因美'],
  ...['飞鹤', '亨氏', '嘉宝', '秋田满满', '汤臣倍健', '西麦', '王饱饱', '好欢螺', '李子柒', '乌江', '黄飞红', '认养一头牛', '简爱', '乐纯', '妙可蓝多', '百吉福'],
]

const duplicates = (values: string[]) => values.filter((value, i) => values.indexOf(value) !== i)
const expiresOn = (batch: SampleBatch, loadedOn: string) => addDays(loadedOn, batch.shelfLifeDays - batch.producedDaysAgo)

describe('the sample catalogue', () => {
  it('is large enough to scroll, search and page through', () => {
    expect(products.length).toBeGreaterThanOrEqual(420)
    expect(batches.length).toBeGreaterThanOrEqual(900)
    expect(categories.length).toBeGreaterThanOrEqual(12)
    expect(hotWords).toHaveLength(12)
  })

  it('fills every category and names no other', () => {
    const counts = new Map(categories.map(({ slug }) => [slug, products.filter(({ category }) => category === slug).length]))
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(25)
    expect(products.filter(({ category }) => !counts.has(category))).toEqual([])
  })

  it('has one code for one thing', () => {
    expect(duplicates(products.map(({ code }) => code))).toEqual([])
    expect(duplicates(batches.map(({ code }) => code))).toEqual([])
    expect(duplicates(products.map(({ name }) => name))).toEqual([])
    expect(duplicates(categories.map(({ slug }) => slug))).toEqual([])
  })

  it('has a drawing for every picture', () => {
    const icons = new Set([...products.flatMap((product) => product.icons), ...categories.map(({ icon }) => icon)])
    expect([...icons].filter((icon) => !existsSync(path.join(DATA, 'pictures', `${icon}.svg`)))).toEqual([])
    expect(products.filter((product) => product.icons.length < 1 || product.icons.length > 3)).toEqual([])
    expect([...products, ...categories].filter(({ tint }) => !/^t[1-4]$/.test(tint))).toEqual([])
  })

  it('describes every product in its own words', () => {
    expect(duplicates(products.map(({ description }) => description))).toEqual([])
    expect(products.filter(({ description }) => description.length < 6 || description.length > 120)).toEqual([])
    expect(products.filter(({ name, brand, spec, origin }) => [name, brand, spec, origin].some((text) => text.trim() === ''))).toEqual([])
  })

  it('names no real brand', () => {
    const named = (text: string) => REAL_BRANDS.filter((brand) => text.includes(brand))
    expect(products.flatMap(({ name, brand, description }) => named(`${name} ${brand} ${description}`))).toEqual([])
  })

  it('has names and a brand that strain a layout', () => {
    expect(products.filter(({ name }) => [...name].length >= 40).length).toBeGreaterThanOrEqual(4)
    expect(Math.max(...products.map(({ brand }) => [...brand].length))).toBeGreaterThanOrEqual(16)
  })

  it('answers every hot word with products', () => {
    const found = (word: string) => products.filter(({ name, brand, keywords }) => [name, brand, ...keywords].some((text) => text.includes(word)))
    expect(hotWords.filter((word) => found(word).length < 3)).toEqual([])
  })
})

describe('the sample batches', () => {
  it('hold whole, possible numbers', () => {
    const whole = ({ producedDaysAgo, shelfLifeDays, stock, listPriceCents }: SampleBatch) =>
      [producedDaysAgo, shelfLifeDays, stock, listPriceCents].every((value) => Number.isInteger(value) && value >= 0)
    expect(batches.filter((batch) => !whole(batch) || batch.shelfLifeDays < 1 || batch.listPriceCents < 500)).toEqual([])
  })

  it('are priced as shops price', () => {
    expect(batches.filter(({ listPriceCents }) => listPriceCents % 10 !== 0 || listPriceCents > 20_000)).toEqual([])
  })

  it('fall in price by sound ladders', () => {
    expect(batches.map(({ ladder }) => ladder && ladderFault(ladder)).filter(Boolean)).toEqual([])
  })

  it('differ in date within a product', () => {
    const same = products.filter((product) => duplicates(product.batches.map((batch) => String(batch.producedDaysAgo - batch.shelfLifeDays))).length > 0)
    expect(same).toEqual([])
    expect(products.filter((product) => product.batches.length >= 2).length / products.length).toBeGreaterThan(0.7)
  })

  it('are not older than what a product page still shows', () => {
    expect(batches.filter(({ producedDaysAgo, shelfLifeDays }) => producedDaysAgo - shelfLifeDays > 30)).toEqual([])
  })
})

// Leap day, year end and an ordinary day: dates count from the day of loading, so each must look the same.
describe.each(['2026-11-22', '2028-02-29', '2026-12-31'])('loaded on %s', (loadedOn) => {
  const freshnessOf = (batch: SampleBatch): Freshness => shelfLifeOn(loadedOn, { expiresOn: expiresOn(batch, loadedOn), shelfLifeDays: batch.shelfLifeDays }).freshness
  const isOffered = (product: SampleProduct, batch: SampleBatch) =>
    batch.stock > 0 && daysBetween(loadedOn, lastSellableDay(expiresOn(batch, loadedOn), product.minDaysAtDelivery, DEFAULT_TRANSIT_DAYS)) >= 0
  const offered = products.flatMap((product) => product.batches.filter((batch) => isOffered(product, batch)).slice(0, 1))

  it.each([
    ['fresh', 100],
    ['near', 100],
    ['last', 40],
    ['expired', 20],
  ] as const)('some batches are %s', (freshness, atLeast) => {
    expect(batches.filter((batch) => freshnessOf(batch) === freshness).length).toBeGreaterThanOrEqual(atLeast)
  })

  it('some batches are sold out, and some products have nothing to sell', () => {
    expect(batches.filter(({ stock }) => stock === 0).length).toBeGreaterThanOrEqual(20)
    expect(products.length - offered.length).toBeGreaterThanOrEqual(8)
    expect(offered.length).toBeGreaterThanOrEqual(400)
  })

  it('the shelves show every freshness that may be sold', () => {
    const counts = offered.map(freshnessOf)
    expect(counts).not.toContain('expired')
    for (const freshness of ['fresh', 'near', 'last'] as const) expect(counts.filter((value) => value === freshness).length).toBeGreaterThanOrEqual(40)
  })
})
