import { PROBLEMS, type FieldError, type Problem, type ProblemCode } from '@contract/problems'

export interface ProblemExtra {
  /** A sentence for the developer who reads the answer. Never a cause from inside: no SQL, path or stack. */
  detail?: string
  errors?: FieldError[]
  retryAfterSeconds?: number
  /** RFC 3339; goes with `account_deleting`. */
  deletionDueAt?: string
  /** Extra headers of the answer, such as `Allow`. */
  headers?: Record<string, string>
  /** Further members of the body (RFC 9457 allows them), as the contract describes them for this code. */
  members?: Record<string, unknown>
  /** The failure underneath: logged, never answered. */
  cause?: unknown
}

/** An error that the API answers as problem+json. Made by `problem()`, mapped by `plugins/errors.ts`. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly statusCode: number
  readonly extra: ProblemExtra

  constructor(code: ProblemCode, extra: ProblemExtra = {}) {
    super(extra.detail ?? PROBLEMS[code].title, { cause: extra.cause })
    this.name = 'ProblemError'
    this.code = code
    this.statusCode = PROBLEMS[code].status
    this.extra = extra
  }
}

/** The error to throw for a stable problem code: `throw problem('not_found')`. */
export function problem(code: ProblemCode, extra?: ProblemExtra): ProblemError {
  return new ProblemError(code, extra)
}

/** The body of RFC 9457 for a code. */
export function problemBody(code: ProblemCode, requestId: string, extra: ProblemExtra = {}): Problem {
  return {
    type: `/problems/${code}`,
    title: PROBLEMS[code].title,
    status: PROBLEMS[code].status,
    code,
    detail: extra.detail,
    requestId,
    errors: extra.errors,
    retryAfterSeconds: extra.retryAfterSeconds,
    deletionDueAt: extra.deletionDueAt,
    ...extra.members,
  }
}

/**
 * Something the operator must put right before the server can run: a setting, a folder, a port. Printed as
 * plain words without a stack, because the reader is not debugging this program.
 */
export class StartupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartupError'
  }
}
