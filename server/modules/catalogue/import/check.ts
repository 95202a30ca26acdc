import { addDays, daysBetween, epochDay } from '@domain/calendarDay'
import { ladderFault } from '@domain/priceLadder'
import { Value } from '@sinclair/typebox/value'
import type { TSchema } from '@sinclair/typebox'
import { CatalogueFile, CategoryEntry, ProductEntry, type BatchEntry } from './format'

/** One thing that is wrong, and where: `products[3].batches[0].shelfLifeDays`. */
export interface RowFault {
  where: string
  reason: string
}

export interface CheckedCatalogue {
  categories: CategoryEntry[]
  products: ProductEntry[]
  hotWords: string[]
}

const FAULTS_PER_ROW = 20

/** Checks every row of a parsed catalogue file; `today` is the Shanghai day that relative dates count from. */
export function checkCatalogue(content: unknown, today: string): { catalogue: CheckedCatalogue } | { faults: RowFault[] } {
  const fileFaults = shapeFaults(CatalogueFile, content, '')
  if (!Value.Check(CatalogueFile, content)) return { faults: fileFaults }
  const faults: RowFault[] = []
  const categories = rows(CategoryEntry, content.categories, 'categories', faults)
  const products = rows(ProductEntry, content.products, 'products', faults)
  faults.push(...duplicates(categories.map(([category, where]) => [category.slug, `${where}.slug`])))
  faults.push(...duplicates(products.map(([product, where]) => [product.code, `${where}.code`])))
  const slugs = new Set(categories.map(([category]) => category.slug))
  // Where a category itself is broken, products that name it are not to blame.
  const knowsAllSlugs = categories.length === content.categories.length
  for (const [product, where] of products) {
    if (knowsAllSlugs && !slugs.has(product.category)) faults.push({ where: `${where}.category`, reason: `there is no category "${product.category}"` })
    faults.push(...batchFaults(product, where, today))
  }
  if (faults.length > 0) return { faults: faults.sort(byPlace) }
  return { catalogue: { categories: categories.map(([row]) => row), products: products.map(([row]) => row), hotWords: content.hotWords ?? [] } }
}

/** The calendar day on which a batch was made. */
export function productionDateOf(batch: BatchEntry, today: string): string {
  return batch.productionDate ?? addDays(today, -(batch.producedDaysAgo ?? 0))
}

function rows<T extends TSchema>(schema: T, list: unknown[], name: string, faults: RowFault[]): [T['static'], string][] {
  return list.flatMap((row, i): [T['static'], string][] => {
    const where = `${name}[${i}]`
    if (Value.Check(schema, row)) return [[row, where]]
    faults.push(...shapeFaults(schema, row, where))
    return []
  })
}

function shapeFaults(schema: TSchema, value: unknown, where: string): RowFault[] {
  const faults = new Map<string, RowFault>()
  for (const { path, message, schema: violated } of Value.Errors(schema, value)) {
    const place = `${where}${path.replace(/\/(\d+)(?=\/|$)/g, '[$1]').replace(/\//g, '.')}`.replace(/^\./, '')
    if (!faults.has(place)) faults.set(place, { where: place || 'the file', reason: choices(violated) ?? message.charAt(0).toLowerCase() + message.slice(1) })
    if (faults.size >= FAULTS_PER_ROW) break
  }
  return [...faults.values()]
}

/** "expected union value" helps nobody who edits a file. */
function choices(schema: TSchema): string | null {
  const members: unknown[] = Array.isArray(schema.anyOf) ? schema.anyOf : []
  const values = members.flatMap((member) => (typeof member === 'object' && member !== null && 'const' in member ? [String(member.const)] : []))
  return values.length > 0 ? `must be one of ${values.join(', ')}` : null
}

function duplicates(entries: [key: string, where: string][]): RowFault[] {
  const first = new Map<string, string>()
  return entries.flatMap(([key, where]) => {
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, where)
    return earlier === undefined ? [] : [{ where, reason: `"${key}" is used twice, first at ${earlier}` }]
  })
}

function batchFaults({ batches }: ProductEntry, where: string, today: string): RowFault[] {
  const codes = batches.map((batch, i): [string, string] => [batch.code, `${where}.batches[${i}].code`])
  return [...duplicates(codes), ...batches.flatMap((batch, i) => dateAndPriceFaults(batch, `${where}.batches[${i}]`, today))]
}

function dateAndPriceFaults(batch: BatchEntry, where: string, today: string): RowFault[] {
  const faults: RowFault[] = []
  if ((batch.producedDaysAgo === undefined) === (batch.productionDate === undefined)) {
    faults.push({ where, reason: 'give either productionDate or producedDaysAgo' })
  } else if (!isDay(batch.productionDate)) {
    faults.push({ where: `${where}.productionDate`, reason: `there is no day ${String(batch.productionDate)}` })
  } else if (daysBetween(today, productionDateOf(batch, today)) > 0) {
    faults.push({ where: `${where}.productionDate`, reason: 'lies in the future' })
  }
  const ladder = batch.ladder ? ladderFault(batch.ladder) : null
  if (ladder) faults.push({ where: `${where}.ladder`, reason: ladder })
  return faults
}

function isDay(date: string | undefined): boolean {
  if (date === undefined) return true
  try {
    return Number.isInteger(epochDay(date))
  } catch {
    return false
  }
}

const collator = new Intl.Collator('en', { numeric: true })

function byPlace(a: RowFault, b: RowFault): number {
  return collator.compare(a.where, b.where)
}
