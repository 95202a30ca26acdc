import type { CatalogueExport } from '../export/exportCatalogue'
import type { BatchEntry, CategoryEntry, ProductEntry } from '../import/format'

const CHUNK = 500
const MAX_DAYS_LISTED = 365

/** What a made-up catalogue is woven from: a real one's categories and products. */
export interface Pattern {
  categories: CategoryEntry[]
  hotWords?: string[]
  products: ProductEntry[]
}

/**
 * A large catalogue to test with: `count` products, two batches each on average, names from the words of `pattern`. The
 * same seed makes the same catalogue, so that two measurements speak of the same goods. Never for a shop that sells.
 */
export function generateCatalogue(pattern: Pattern, count: number, seed = 1): CatalogueExport {
  return { categories: pattern.categories, hotWords: pattern.hotWords ?? [], products: () => products(pattern, count, seed) }
}

async function* products({ products: patterns }: Pattern, count: number, seed: number): AsyncGenerator<ProductEntry[]> {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const brands = [...new Set(patterns.map(({ brand }) => brand))]
  for (let start = 0; start < count; start += CHUNK) {
    yield Array.from({ length: Math.min(CHUNK, count - start) }, (_, i) => {
      const pattern = pick(patterns)
      const brand = pick(brands)
      return {
        ...pattern,
        code: `generated-${String(start + i + 1).padStart(6, '0')}`,
        name: `${brand.slice(0, 2)}${pattern.name}`,
        brand,
        soldCount: Math.floor(random() ** 3 * 10_000),
        listedDaysAgo: Math.floor(random() * MAX_DAYS_LISTED),
        batches: Array.from({ length: 1 + Math.floor(random() * 3) }, (_batch, number) => batch(pick(pattern.batches), number, random)),
      }
    })
  }
}

/** Anywhere between just made and a little past its date. */
function batch(pattern: BatchEntry, number: number, random: () => number): BatchEntry {
  const { shelfLifeDays, listPriceCents } = pattern
  return {
    code: `g${number + 1}`,
    producedDaysAgo: Math.floor(random() * (shelfLifeDays + 5)),
    shelfLifeDays,
    stock: random() < 0.05 ? 0 : 1 + Math.floor(random() * 200),
    listPriceCents: Math.max(100, Math.round((listPriceCents * (0.8 + random() * 0.4)) / 10) * 10),
    ...(pattern.ladder ? { ladder: pattern.ladder } : {}),
  }
}

/** Mulberry32: small, fast, and the same on every machine. Not for secrets. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
