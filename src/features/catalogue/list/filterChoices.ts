import type { Category } from '@contract/catalogue'
import { BRAND_LIMIT } from '@contract/limits'
import { compact, type ProductFilter } from '../productFilter'
import { texts } from '../texts'

/** One choice of a group of the filter sheet: what it sets. `{}` is 不限. */
export interface FilterChoice {
  text: string
  set: ProductFilter
}

export interface FilterGroup {
  title: string
  /** What the group may set; choosing clears all of it first. */
  keys: readonly (keyof ProductFilter)[]
  choices: FilterChoice[]
}

const YUAN = 100
const { filter: words } = texts

const FIXED_GROUPS: readonly FilterGroup[] = [
  {
    title: words.freshness,
    keys: ['nearExpiry', 'freshness'],
    choices: [
      { text: texts.nearZone, set: { nearExpiry: true } },
      ...(['last', 'near', 'fresh'] as const).map((freshness) => ({ text: words.freshnessChoices[freshness], set: { freshness } })),
    ],
  },
  {
    title: words.days,
    keys: ['minRemainingDays', 'maxRemainingDays'],
    choices: [
      ...[7, 30].map((days) => ({ text: words.daysAtMost(days), set: { maxRemainingDays: days } })),
      ...[30, 90].map((days) => ({ text: words.daysAtLeast(days), set: { minRemainingDays: days } })),
    ],
  },
  {
    title: words.discount,
    keys: ['maxPricePercent'],
    choices: [30, 50, 70].map((percent) => ({ text: words.discountAtMost(percent), set: { maxPricePercent: percent } })),
  },
  {
    title: words.price,
    keys: ['minPriceCents', 'maxPriceCents'],
    choices: [
      { text: words.priceAtMost(10), set: { maxPriceCents: 10 * YUAN } },
      { text: words.priceBetween(10, 30), set: { minPriceCents: 10 * YUAN, maxPriceCents: 30 * YUAN } },
      { text: words.priceBetween(30, 60), set: { minPriceCents: 30 * YUAN, maxPriceCents: 60 * YUAN } },
      { text: words.priceAtLeast(60), set: { minPriceCents: 60 * YUAN } },
    ],
  },
  {
    title: words.storage,
    keys: ['storage'],
    choices: (['ambient', 'chilled', 'frozen'] as const).map((storage) => ({ text: texts.storage[storage], set: { storage } })),
  },
]

export type NamedCategory = Pick<Category, 'id' | 'slug' | 'name'>

/** What the shop has to choose from. */
export interface KnownChoices {
  categories?: readonly NamedCategory[]
  brands?: readonly string[]
}

/** The groups of the sheet; a brand in force is among its choices whether it was seen or not. */
export function filterGroups(filter: ProductFilter, { categories = [], brands = [] }: KnownChoices): FilterGroup[] {
  return [...FIXED_GROUPS, ...categoryGroup(filter, categories), ...brandGroup(filter, brands)]
}

function categoryGroup({ category }: ProductFilter, categories: readonly NamedCategory[]): FilterGroup[] {
  if (categories.length === 0) return []
  // An address may name a category by its id.
  return [{ title: words.category, keys: ['category'], choices: categories.map(({ id, slug, name }) => ({ text: name, set: { category: category === id ? id : slug } })) }]
}

function brandGroup({ brand: chosen }: ProductFilter, brands: readonly string[]): FilterGroup[] {
  const known = [...new Set([...(chosen ? [chosen] : []), ...brands])].slice(0, BRAND_LIMIT)
  if (known.length < 2 && !chosen) return []
  return [{ title: words.brand, keys: ['brand'], choices: known.map((brand) => ({ text: brand, set: { brand } })) }]
}

export function isChosen(filter: ProductFilter, { keys }: FilterGroup, { set }: FilterChoice): boolean {
  return keys.every((key) => filter[key] === set[key])
}

/** `filter` with this choice in its group; chosen a second time, the group is open again. */
export function withChoice(filter: ProductFilter, group: FilterGroup, choice: FilterChoice): ProductFilter {
  const cleared = { ...filter }
  for (const key of group.keys) delete cleared[key]
  return isChosen(filter, group, choice) ? cleared : compact({ ...cleared, ...choice.set })
}

/** What is in force, in words, for the chips above the list. Values that no choice has (from an address) are named too. */
export function chosenTexts(filter: ProductFilter, categories: readonly NamedCategory[] = []): { text: string; keys: readonly (keyof ProductFilter)[] }[] {
  return filterGroups(filter, { categories }).flatMap((group) => {
    if (group.keys.every((key) => filter[key] === undefined)) return []
    const choice = group.choices.find((one) => isChosen(filter, group, one))
    return [{ text: choice?.text ?? freeText(filter, group), keys: group.keys }]
  })
}

function freeText(filter: ProductFilter, { title, keys }: FilterGroup): string {
  if (keys.includes('freshness')) return filter.freshness ? texts.freshness[filter.freshness] : texts.nearZone
  if (keys.includes('category')) return `${title} ${filter.category ?? ''}`
  if (filter.maxPricePercent !== undefined && keys.includes('maxPricePercent')) return words.discountAtMost(filter.maxPricePercent)
  const isPrice = keys.includes('minPriceCents')
  const [low, high] = isPrice ? [filter.minPriceCents, filter.maxPriceCents] : [filter.minRemainingDays, filter.maxRemainingDays]
  const amount = (value: number | undefined) => (value === undefined ? '' : String(isPrice ? value / YUAN : value))
  return `${title} ${amount(low)}–${amount(high)}`
}
