import AjvCompiler, { type ErrorObject } from '@fastify/ajv-compiler'
import type { FastifySchemaCompiler } from 'fastify'

/** Deeper than anything in the contract, and shallow enough that walking a body costs nothing. */
const MAX_DEPTH = 16

const COMMON = { allErrors: true, removeAdditional: false, useDefaults: true } as const

const build = AjvCompiler()
const strict = build({}, { customOptions: { ...COMMON, coerceTypes: false } })
const coercing = build({}, { customOptions: { ...COMMON, coerceTypes: true } })

/**
 * How requests are checked: a body must have the right JSON types, while query and path arrive as text and
 * are coerced. On top of the schema, text with NUL bytes (PostgreSQL stores none), numbers beyond the range
 * of a double (coercion makes `1e309` Infinity, which passes `minimum`) and absurd nesting are refused.
 */
export const compileValidator: FastifySchemaCompiler<Record<string, unknown>> = (route) => {
  const validate = (route.httpPart === 'body' ? strict : coercing)(route)
  return (data: unknown) => {
    if (!validate(data)) return { error: new ValidationError(validate.errors ?? []) }
    const fault = findFault(data)
    return fault ? { error: new ValidationError([fault]) } : { value: data }
  }
}

type Fault = Pick<ErrorObject, 'instancePath' | 'message'> & Partial<ErrorObject>

/** Fastify recognises a failed validation by this property. */
class ValidationError extends Error {
  readonly validation: Fault[]

  constructor(validation: Fault[]) {
    super('validation failed')
    this.validation = validation
  }
}

function findFault(value: unknown, path = '', depth = 0): Fault | null {
  if (typeof value === 'string') return value.includes('\0') ? { instancePath: path, message: 'must not contain a NUL character' } : null
  if (typeof value === 'number') return Number.isFinite(value) ? null : { instancePath: path, message: 'must be a finite number' }
  if (typeof value !== 'object' || value === null) return null
  if (depth >= MAX_DEPTH) return { instancePath: path, message: 'is nested too deep' }
  for (const [key, item] of Object.entries(value)) {
    const fault = findFault(item, `${path}/${key}`, depth + 1)
    if (fault) return fault
  }
  return null
}
