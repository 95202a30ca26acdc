/** A delivered batch that its buyer has eaten or thrown away. */
export interface FinishedLineTable {
  order_id: string
  batch_id: string
  finished_at: Date
}

export interface DateTables {
  finished_line: FinishedLineTable
}
