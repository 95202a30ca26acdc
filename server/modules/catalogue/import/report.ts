import type { RowFault } from './source'

/** One line for every fault: where it is, and what is wrong. */
export function describeFaults(faults: readonly RowFault[], limit = Infinity): string {
  const lines = faults.slice(0, limit).map(({ where, reason }) => `  ${where}: ${reason}`)
  return faults.length > limit ? [...lines, `  … and ${faults.length - limit} more`].join('\n') : lines.join('\n')
}
