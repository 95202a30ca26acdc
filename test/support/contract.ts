import type { TSchema } from '@sinclair/typebox'
import { compileValidator } from '../../server/plugins/validation'

/** Fails, naming what is wrong, unless `value` is what the contract promises. */
export function expectContract(schema: TSchema, value: unknown): void {
  const validate = compileValidator({ schema, method: 'GET', url: '/', httpPart: 'body' })
  const result = validate(value) as { error?: { validation?: unknown } }
  expect(result.error?.validation ?? []).toEqual([])
}
