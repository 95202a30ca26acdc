import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import { StartupError } from '../../../errors'
import { BATCH_COLUMNS, CATEGORY_NAME, CSV_HEADER, PRODUCT_COLUMNS } from '../import/csvColumns'
import type { BatchEntry, ProductEntry } from '../import/format'
import type { CatalogueExport } from './exportCatalogue'

/**
 * Writes a catalogue to a `.csv` or `.json` file, as a stream. The file appears whole or not at all. `onProducts` is told
 * how many products are written. Throws `StartupError` for a file that cannot be written.
 */
export async function writeCatalogue(file: string, catalogue: CatalogueExport, onProducts: (count: number) => void = () => undefined): Promise<number> {
  const format = formatOf(file)
  const draft = `${file}.part`
  let count = 0
  const counted = async function* (): AsyncGenerator<ProductEntry[]> {
    for await (const products of catalogue.products()) {
      yield products
      count += products.length
      onProducts(count)
    }
  }
  try {
    await pipeline(Readable.from(format({ ...catalogue, products: counted })), createWriteStream(draft))
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw isFileError(error) ? new StartupError(`The file ${file} cannot be written: ${error.message}`, { cause: error }) : error
  }
  return count
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error
}

function formatOf(file: string): typeof json {
  if (/\.csv$/i.test(file)) return csv
  if (/\.json$/i.test(file)) return json
  throw new StartupError(`A catalogue is a .csv or a .json file; ${file} is neither.`)
}

/** One row a line, so that a difference between two exports can be read. */
async function* json({ categories, hotWords, products }: CatalogueExport): AsyncGenerator<string> {
  yield `{\n"categories": [\n${categories.map((row) => JSON.stringify(row)).join(',\n')}\n],\n"hotWords": ${JSON.stringify(hotWords)},\n"products": [`
  let separator = '\n'
  for await (const chunk of products()) {
    if (chunk.length > 0) yield separator + chunk.map((row) => JSON.stringify(row)).join(',\n')
    if (chunk.length > 0) separator = ',\n'
  }
  yield '\n]\n}\n'
}

/** With the mark by which spreadsheets know UTF-8. */
async function* csv({ categories, products }: CatalogueExport): AsyncGenerator<string> {
  yield `\uFEFF${stringify([[...CSV_HEADER]])}`
  const names = new Map(categories.map(({ slug, name }) => [slug, name]))
  for await (const chunk of products()) {
    yield stringify(chunk.flatMap((product) => product.batches.map((batch) => cells(product, batch, names.get(product.category) ?? ''))))
  }
}

function cells(product: ProductEntry, batch: BatchEntry, categoryName: string): string[] {
  const text = (value: unknown, write: (value: never) => string): string => (value === undefined ? '' : write(value as never))
  const values: Record<string, string> = {
    ...Object.fromEntries(PRODUCT_COLUMNS.map(({ name, field, kind }) => [name, text(product[field], kind.write)])),
    [CATEGORY_NAME]: categoryName,
    ...Object.fromEntries(BATCH_COLUMNS.map(({ name, field, kind }) => [name, text(batch[field], kind.write)])),
  }
  return CSV_HEADER.map((name) => values[name] ?? '')
}
