import { Value } from '@sinclair/typebox/value'
import { shapeFaults } from './faults'
import { CatalogueFile } from './format'
import type { CatalogueSource, SourceRow } from './source'

/** A catalogue that was parsed as a whole: the sample, and what tests make up. */
export function contentSource(content: unknown): CatalogueSource {
  return { rows: () => rowsOf(content) }
}

async function* rowsOf(content: unknown): AsyncGenerator<SourceRow> {
  if (!Value.Check(CatalogueFile, content)) {
    yield* shapeFaults(CatalogueFile, content, (path) => path.replace(/^\./, '') || 'the file').map((fault) => ({ kind: 'fault', ...fault }) as const)
    return
  }
  yield* content.categories.map((value, i) => row('category', value, `categories[${i}]`))
  if (content.hotWords) yield row('hotWords', content.hotWords, 'hotWords')
  yield* content.products.map((value, i) => row('product', value, `products[${i}]`))
}

function row(kind: 'category' | 'product' | 'hotWords', value: unknown, where: string): SourceRow {
  return { kind, value, place: (path) => `${where}${path}` }
}
