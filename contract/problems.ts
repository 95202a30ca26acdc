import { Type, type Static } from '@sinclair/typebox'

export { PROBLEMS, type ProblemCode } from './problemCodes'

export const FieldError = Type.Object({
  field: Type.String({ description: 'JSON pointer or name of the offending field' }),
  message: Type.String(),
})

/** RFC 9457 problem details, answered as `application/problem+json`. */
export const Problem = Type.Object(
  {
    type: Type.String({ examples: ['/problems/not_found'] }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable code, the last part of `type`' }),
    detail: Type.Optional(Type.String()),
    requestId: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(FieldError)),
    retryAfterSeconds: Type.Optional(Type.Integer({ minimum: 0 })),
    deletionDueAt: Type.Optional(Type.String({ format: 'date-time', description: 'With `account_deleting`: until then signing in may undo it' })),
  },
  { $id: 'Problem' },
)
export type FieldError = Static<typeof FieldError>
export type Problem = Static<typeof Problem>
