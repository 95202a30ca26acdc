/** One thing that is wrong, and where: `line 12, products[3].batches[0].shelfLifeDays`. */
export interface RowFault {
  where: string
  reason: string
}

/**
 * One row of a catalogue on its way in, not checked yet. `place` says where in the file a part of it stands, given the
 * part's path inside the row (`.batches[0].stock`, or nothing for the row itself).
 * A `newCategory` is a category that is made only where the shop has none of that slug.
 */
export type SourceRow =
  | { kind: 'category' | 'newCategory' | 'product' | 'hotWords'; value: unknown; place: (path: string) => string }
  | ({ kind: 'fault' } & RowFault)

/** A catalogue that can be read from its start as often as needed: an import reads it once to check and once to store. */
export interface CatalogueSource {
  rows(): AsyncIterable<SourceRow>
}
