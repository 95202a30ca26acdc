import { Readable } from 'node:stream'
import { parse, CsvError } from 'csv-parse'
import { BATCH_COLUMNS, CATEGORY_NAME, CSV_HEADER, PRODUCT_COLUMNS, REQUIRED_COLUMNS } from './csvColumns'
import type { CategoryEntry } from './format'
import type { SourceRow } from './source'

type Cells = Record<string, string>
interface Line {
  cells: Cells
  number: number
}

/**
 * Rows of a CSV catalogue: a header, then one row a batch; the rows of one product follow each other, and say what belongs
 * to the product on the first of them. Lists within a cell are parted by `|`. See docs/catalogue.md.
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  const known = new Set<string>()
  let group: Line[] = []
  try {
    for await (const line of linesOf(text)) {
      if ('where' in line) {
        yield { kind: 'fault', ...line }
        return
      }
      if (group.length > 0 && !continues(group, line)) {
        yield* rowsOf(group, known)
        group = []
      }
      group.push(line)
    }
    if (group.length > 0) yield* rowsOf(group, known)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    yield { kind: 'fault', where: `line ${String(error.lines)}`, reason: `not CSV: ${error.message}` }
  }
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Line | { where: string; reason: string }> {
  const records = Readable.from(text).pipe(parse({ bom: true, trim: true, skip_empty_lines: true, info: true, relax_column_count: true }))
  let header: string[] | null = null
  // A record may span lines, and the parser counts to its end; people look for its beginning.
  let end = 0
  for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    const number = end + 1
    end = info.lines
    if (header === null) {
      header = record
      const fault = headerFault(record)
      if (fault) yield { where: `line ${number}`, reason: fault }
      continue
    }
    const names = header
    yield { cells: Object.fromEntries(record.map((cell, i) => [names[i] ?? `column ${i + 1}`, cell])), number }
  }
  if (header === null) yield { where: 'the file', reason: 'is empty' }
}

function headerFault(header: string[]): string | null {
  const missing = REQUIRED_COLUMNS.filter((name) => !header.includes(name))
  const unknown = header.filter((name) => !CSV_HEADER.includes(name))
  if (missing.length > 0) return `these columns are missing: ${missing.join(', ')}`
  return unknown.length > 0 ? `unknown columns: ${unknown.join(', ')}` : null
}

function continues([first]: Line[], { cells }: Line): boolean {
  return !cells.code || cells.code === first?.cells.code
}

/** The category that the rows name, if it has not come yet, and the product. */
function* rowsOf(lines: Line[], known: Set<string>): Generator<SourceRow> {
  const [first] = lines
  if (!first) return
  const { category: slug = '', [CATEGORY_NAME]: name } = first.cells
  if (name && !known.has(slug)) {
    known.add(slug)
    yield { kind: 'newCategory', value: { slug, name, icon: 'package', tint: 't1' } satisfies CategoryEntry, place: (path) => `line ${first.number}${columnOf(path.replace('.slug', '.category').replace('.name', `.${CATEGORY_NAME}`))}` }
  }
  yield* lines.flatMap((line) => contradictions(first, line))
  yield { kind: 'product', value: { ...entryOf(PRODUCT_COLUMNS, first.cells), ...unknownCells(first.cells), batches: lines.map(({ cells }) => entryOf(BATCH_COLUMNS, cells)) }, place: (path) => placeOf(lines, path) }
}

/** Two prices for one batch are two rows; two names for one product are a mistake. */
function contradictions(first: Line, line: Line): SourceRow[] {
  return PRODUCT_COLUMNS.flatMap(({ name }): SourceRow[] => {
    const cell = line.cells[name]
    if (!cell || cell === first.cells[name]) return []
    return [{ kind: 'fault', where: `line ${line.number}, ${name}`, reason: `differs from line ${first.number}, which is the same product` }]
  })
}

function entryOf(columns: readonly { name: string; field: string; kind: { read(text: string): unknown }; empty?: unknown }[], cells: Cells): Record<string, unknown> {
  return Object.fromEntries(
    columns.flatMap(({ name, field, kind, empty }) => {
      const cell = cells[name]
      const value = cell === undefined ? undefined : cell === '' ? empty : kind.read(cell)
      return value === undefined ? [] : [[field, value]]
    }),
  )
}

/** More cells than the header has columns: the check then refuses the row by name. */
function unknownCells(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([name]) => name.startsWith('column ')))
}

function placeOf(lines: Line[], path: string): string {
  const [, index, rest] = /^\.batches\[(\d+)\](.*)$/.exec(path) ?? []
  if (index === undefined) return `line ${lines[0]?.number ?? 0}${columnOf(path)}`
  return `line ${lines[Number(index)]?.number ?? 0}${columnOf(rest === '.code' ? '.batchCode' : (rest ?? ''))}`
}

function columnOf(path: string): string {
  return path === '' ? '' : `, ${path.slice(1)}`
}
