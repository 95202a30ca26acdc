import { sql, type RawBuilder } from 'kysely'

/** For `doUpdateSet`: the columns take the values of the row that could not be inserted. */
export function excluded<Column extends string>(columns: readonly Column[]): Record<Column, RawBuilder<never>> {
  return Object.fromEntries(columns.map((column) => [column, sql.ref<never>(`excluded.${column}`)])) as Record<Column, RawBuilder<never>>
}
