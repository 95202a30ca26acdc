/** A node of what `explain (analyze, format json)` answers. */
export interface PlanNode {
  'Node Type': string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}

/** Rows that a plan read from tables and indexes to come to its answer, those that it then left out included. */
export function rowsTouched(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, child) => sum + rowsTouched(child), 0)
  if (!/Scan$/.test(node['Node Type'])) return below
  const rows = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  return below + Math.round(rows * (node['Actual Loops'] ?? 1))
}
