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

/** A product of the right shape on its way to be compared with the shop's. */
export interface PlacedProduct {
  entry: ProductEntry
  place: Place
  /** Whether nothing else is wrong with it. */
  isSound: boolean
}

/** Finds what a product asks of the shop, and what of that cannot be. */
export type Compare = (products: readonly PlacedProduct[]) => Promise<RowFault[]>

/** Products compared at a time. */
const PRODUCTS_AT_A_TIME = 500

const isCategory = TypeCompiler.Compile(CategoryEntry)
const isHotWords = TypeCompiler.Compile(HotWords)
/** Compiled once: a hundred thousand rows are checked twice. */
export const isProduct = TypeCompiler.Compile(ProductEntry)

/**
 * Reads a catalogue to its end and checks every row. `today` is the Shanghai day that relative dates count from,
 * `known` the slugs of the categories that the shop has. Memory holds the codes and the faults, and the rows only until
 * `compare` has seen them.
 */
export async function checkCatalogue(source: CatalogueSource, today: string, known: readonly string[], compare: Compare): Promise<{ catalogue: CheckedCatalogue } | { faults: RowFault[] }> {
  const check = new Check(today, known)
  let chunk: PlacedProduct[] = []
  const compareChunk = async () => {
    for (const fault of await compare(chunk)) check.fault(fault)
    chunk = []
  }
  for await (const row of source.rows()) {
    if (row.kind === 'fault') check.fault(row)
    else if (row.kind === 'product') chunk.push(...check.product(row.value, row.place))
    else if (row.kind === 'hotWords') check.hotWords(row.value, row.place)
    else check.category(row.value, row.place, row.kind === 'newCategory')
    if (chunk.length >= PRODUCTS_AT_A_TIME) await compareChunk()
  }
  if (chunk.length > 0) await compareChunk()
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

  /** Answers the product, unless its shape is wrong or it came before. */
  product(value: unknown, place: Place): PlacedProduct[] {
    const product = this.shaped(isProduct, ProductEntry, value, place)
    if (!product) return []
    const faults = this.faults.length
    this.catalogue.products += 1
    this.catalogue.batches += product.batches.length
    const isFirst = this.once(this.codes, product.code, place('.code'))
    if (!this.slugs.has(product.category) && !this.known.has(product.category)) this.waiting.push({ slug: product.category, where: place('.category') })
    const batchCodes = new Map<string, string>()
    product.batches.forEach((batch, i) => {
      this.once(batchCodes, batch.code, place(`.batches[${i}].code`))
      this.faults.push(...batchFaults(batch, (path) => place(`.batches[${i}]${path}`), this.today))
    })
    return isFirst ? [{ entry: product, place, isSound: this.faults.length === faults }] : []
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

  private once(seen: Map<string, string>, key: string, where: string): boolean {
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, where)
    else this.fault({ where, reason: `"${key}" is used twice, first at ${earlier}` })
    return earlier === undefined
  }
}

function batchFaults(batch: BatchEntry, place: Place, today: string): RowFault[] {
  const ladder = batch.ladder && batch.ladder.length > 0 ? ladderFault(batch.ladder) : null
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
