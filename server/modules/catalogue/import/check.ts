import { addDays, daysBetween, epochDay } from '@domain/calendarDay'
import { ladderFault } from '@domain/priceLadder'
import type { TSchema } from '@sinclair/typebox'
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import { shapeFaults } from './faults'
import { CategoryEntry, HotWords, ProductEntry, type BatchEntry } from './format'
import type { CatalogueSource, RowFault } from './source'

/** What a sound file holds. Its products are not among it: they are read again, a few hundred at a time, as they are stored. */
export interface CheckedCatalogue {
  categories: CategoryEntry[]
  /** Made only where the shop has none of that slug. */
  newCategories: CategoryEntry[]
  hotWords: string[]
  products: number
  batches: number
}

type Place = (path: string) => string

const isCategory = TypeCompiler.Compile(CategoryEntry)
const isHotWords = TypeCompiler.Compile(HotWords)
/** Compiled once: a hundred thousand rows are checked twice. */
export const isProduct = TypeCompiler.Compile(ProductEntry)

/**
 * Reads a catalogue to its end and checks every row. `today` is the Shanghai day that relative dates count from,
 * `known` the slugs of the categories that the shop has. Memory holds the codes and the faults, never the rows.
 */
export async function checkCatalogue(source: CatalogueSource, today: string, known: readonly string[] = []): Promise<{ catalogue: CheckedCatalogue } | { faults: RowFault[] }> {
  const check = new Check(today, known)
  for await (const row of source.rows()) {
    if (row.kind === 'fault') check.fault(row)
    else if (row.kind === 'product') check.product(row.value, row.place)
    else if (row.kind === 'hotWords') check.hotWords(row.value, row.place)
    else check.category(row.value, row.place, row.kind === 'newCategory')
  }
  return check.result()
}

/** The calendar day on which a batch was made. */
export function productionDateOf(batch: BatchEntry, today: string): string {
  return batch.productionDate ?? addDays(today, -(batch.producedDaysAgo ?? 0))
}

class Check {
  private readonly faults: RowFault[] = []
  private readonly slugs = new Map<string, string>()
  private readonly codes = new Map<string, string>()
  /** Products whose category has not come yet: files may name categories last. */
  private readonly waiting: { slug: string; where: string }[] = []
  private readonly known: ReadonlySet<string>
  private hasBrokenCategory = false
  private readonly catalogue: CheckedCatalogue = { categories: [], newCategories: [], hotWords: [], products: 0, batches: 0 }

  constructor(
    private readonly today: string,
    known: readonly string[],
  ) {
    this.known = new Set(known)
  }

  fault({ where, reason }: RowFault): void {
    this.faults.push({ where, reason })
  }

  category(value: unknown, place: Place, isNew: boolean): void {
    const category = this.shaped(isCategory, CategoryEntry, value, place)
    if (!category) this.hasBrokenCategory = true
    else {
      this.once(this.slugs, category.slug, place('.slug'))
      ;(isNew ? this.catalogue.newCategories : this.catalogue.categories).push(category)
    }
  }

  hotWords(value: unknown, place: Place): void {
    this.catalogue.hotWords = this.shaped(isHotWords, HotWords, value, place) ?? []
  }

  product(value: unknown, place: Place): void {
    const product = this.shaped(isProduct, ProductEntry, value, place)
    if (!product) return
    this.catalogue.products += 1
    this.catalogue.batches += product.batches.length
    this.once(this.codes, product.code, place('.code'))
    if (!this.slugs.has(product.category) && !this.known.has(product.category)) this.waiting.push({ slug: product.category, where: place('.category') })
    const batchCodes = new Map<string, string>()
    product.batches.forEach((batch, i) => {
      this.once(batchCodes, batch.code, place(`.batches[${i}].code`))
      this.faults.push(...batchFaults(batch, (path) => place(`.batches[${i}]${path}`), this.today))
    })
  }

  result(): { catalogue: CheckedCatalogue } | { faults: RowFault[] } {
    // Where a category itself is broken, products that name it are not to blame.
    if (!this.hasBrokenCategory) {
      for (const { slug, where } of this.waiting) if (!this.slugs.has(slug)) this.fault({ where, reason: `there is no category "${slug}"` })
    }
    return this.faults.length > 0 ? { faults: this.faults.sort(byPlace) } : { catalogue: this.catalogue }
  }

  private shaped<T extends TSchema>(check: TypeCheck<T>, schema: T, value: unknown, place: Place): T['static'] | null {
    if (check.Check(value)) return value
    this.faults.push(...shapeFaults(schema, value, place))
    return null
  }

  private once(seen: Map<string, string>, key: string, where: string): void {
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, where)
    else this.fault({ where, reason: `"${key}" is used twice, first at ${earlier}` })
  }
}

function batchFaults(batch: BatchEntry, place: Place, today: string): RowFault[] {
  const ladder = batch.ladder ? ladderFault(batch.ladder) : null
  return [...dateFaults(batch, place, today), ...(ladder ? [{ where: place('.ladder'), reason: ladder }] : [])]
}

function dateFaults(batch: BatchEntry, place: Place, today: string): RowFault[] {
  if ((batch.producedDaysAgo === undefined) === (batch.productionDate === undefined)) {
    return [{ where: place(''), reason: 'give either productionDate or producedDaysAgo' }]
  }
  if (!isDay(batch.productionDate)) return [{ where: place('.productionDate'), reason: `there is no day ${String(batch.productionDate)}` }]
  return daysBetween(today, productionDateOf(batch, today)) > 0 ? [{ where: place('.productionDate'), reason: 'lies in the future' }] : []
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
