import type { TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { RowFault } from './source'

const FAULTS_PER_ROW = 20

/** What of `value` does not have the shape of `schema`, in words for somebody who edits a file. At most 20 a row. */
export function shapeFaults(schema: TSchema, value: unknown, place: (path: string) => string): RowFault[] {
  const faults = new Map<string, RowFault>()
  for (const { path, message, schema: violated } of Value.Errors(schema, value)) {
    const where = place(path.replace(/\/(\d+)(?=\/|$)/g, '[$1]').replace(/\//g, '.'))
    if (!faults.has(where)) faults.set(where, { where, reason: choices(violated) ?? message.charAt(0).toLowerCase() + message.slice(1) })
    if (faults.size >= FAULTS_PER_ROW) break
  }
  return [...faults.values()]
}

/** "expected union value" helps nobody who edits a file. */
function choices(schema: TSchema): string | null {
  const members: unknown[] = Array.isArray(schema.anyOf) ? schema.anyOf : []
  const values = members.flatMap((member) => (typeof member === 'object' && member !== null && 'const' in member ? [String(member.const)] : []))
  return values.length > 0 ? `must be one of ${values.join(', ')}` : null
}
