import type { BatchEntry, ProductEntry } from './format'

/** How the text of a cell becomes a value, and a value such a text. Text that is none is handed on as it is, for the check to name. */
interface Kind {
  read: (text: string) => unknown
  write: (value: never) => string
}

const LIST_SEPARATOR = '|'

const text: Kind = { read: (cell) => cell, write: (value: string) => value }
const integer: Kind = { read: (cell) => (/^-?\d+$/.test(cell) ? Number(cell) : cell), write: (value: number) => String(value) }
const list: Kind = { read: (cell) => cell.split(LIST_SEPARATOR).map((part) => part.trim()), write: (value: string[]) => value.join(LIST_SEPARATOR) }
/** `0.5:70|0.33:50|0:20`: from half the shelf life on 70 % of the list price, and so on. */
const ladder: Kind = {
  read: (cell) => (list.read(cell) as string[]).map((rung) => rungOf(rung)),
  write: (value: NonNullable<BatchEntry['ladder']>) => value.map(({ minRatio, percent }) => `${minRatio}:${percent}`).join(LIST_SEPARATOR),
}

function rungOf(text: string): unknown {
  const [, minRatio, percent] = /^([\d.]+):(\d+)$/.exec(text) ?? []
  return minRatio === undefined ? text : { minRatio: Number(minRatio), percent: Number(percent) }
}

interface Column<Field> {
  name: string
  field: Field
  kind: Kind
  /** What an empty cell says. Without it, the same as a column that is missing: nothing. */
  empty?: unknown
}

const column = <Field extends string>(field: Field, kind: Kind, { name = field, empty }: { name?: string; empty?: unknown } = {}): Column<Field> => ({ name, field, kind, empty })

/** What belongs to the product. On a product's further rows these cells may be empty. */
export const PRODUCT_COLUMNS: readonly Column<keyof ProductEntry>[] = [
  column('code', text),
  column('name', text),
  column('brand', text),
  column('spec', text),
  column('category', text),
  column('storage', text),
  column('origin', text),
  column('description', text, { empty: '' }),
  column('icons', list),
  column('tint', text),
  column('minDaysAtDelivery', integer),
  column('soldCount', integer),
  column('keywords', list, { empty: [] }),
  column('listedDaysAgo', integer),
]

/** One row is one batch. */
export const BATCH_COLUMNS: readonly Column<keyof BatchEntry>[] = [
  column('code', text, { name: 'batchCode' }),
  column('productionDate', text),
  column('producedDaysAgo', integer),
  column('shelfLifeDays', integer),
  column('stock', integer),
  column('listPriceCents', integer),
  column('ladder', ladder, { empty: [] }),
  column('status', text),
  column('stockSeen', integer),
]

/** Names a category that the shop does not have yet. */
export const CATEGORY_NAME = 'categoryName'

/** Columns that may be missing, and cells that may be empty in every row. */
const OPTIONAL: readonly string[] = ['description', 'keywords', 'productionDate', 'producedDaysAgo', 'stock', 'stockSeen', 'ladder', 'status', CATEGORY_NAME]

export const CSV_HEADER: readonly string[] = [...PRODUCT_COLUMNS.map(({ name }) => name), CATEGORY_NAME, ...BATCH_COLUMNS.map(({ name }) => name)]
export const REQUIRED_COLUMNS: readonly string[] = CSV_HEADER.filter((name) => !OPTIONAL.includes(name))
