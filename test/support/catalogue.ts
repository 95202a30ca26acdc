import { contentSource } from '../../server/modules/catalogue/import/contentSource'
import { importCatalogue } from '../../server/modules/catalogue/import/importCatalogue'
import type { BatchEntry, CategoryEntry, ProductEntry } from '../../server/modules/catalogue/import/format'
import type { TestApp } from './server'

/** The Shanghai day on which test clocks stand at first. */
export const TODAY = '2026-05-20'

let made = 0

export function categoryEntry(values: Partial<CategoryEntry> = {}): CategoryEntry {
  return { slug: 'dairy', name: '乳品', icon: 'glass-of-milk', tint: 't2', ...values }
}

export function batchEntry(values: Partial<BatchEntry> = {}): BatchEntry {
  made += 1
  const age = values.productionDate === undefined ? { producedDaysAgo: 100 } : {}
  return { code: `B${made}`, ...age, shelfLifeDays: 200, stock: 10, listPriceCents: 1000, ...values }
}

/** A batch with this many days left. */
export function batchWith(remainingDays: number, values: Partial<BatchEntry> = {}): BatchEntry {
  const shelfLifeDays = values.shelfLifeDays ?? 200
  return batchEntry({ shelfLifeDays, producedDaysAgo: shelfLifeDays - remainingDays, ...values })
}

export function productEntry(values: Partial<ProductEntry> = {}): ProductEntry {
  made += 1
  return {
    code: `P${made}`,
    name: `低温鲜牛奶 ${made}`,
    brand: '云岭牧场',
    spec: '950ml',
    category: 'dairy',
    storage: 'chilled',
    origin: '云南',
    description: '当天挤的奶。',
    icons: ['glass-of-milk'],
    tint: 't2',
    minDaysAtDelivery: 3,
    soldCount: 0,
    keywords: ['牛奶'],
    listedDaysAgo: 10,
    batches: [batchEntry()],
    ...values,
  }
}

/** Loads goods as of `today`, failing the test when a row is refused. */
export async function stock(shop: Pick<TestApp, 'database'>, products: ProductEntry[], categories = [categoryEntry()], today = TODAY): Promise<void> {
  const outcome = await importCatalogue(shop.database.db, contentSource({ categories, products, hotWords: ['巧克力', '酸奶'] }), today)
  if (outcome.status === 'refused') throw new Error(JSON.stringify(outcome.faults))
}
