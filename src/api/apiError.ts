import type { ChangedLine, NearExpiryNotice } from '@contract/orders'
import type { ProblemCode } from '@contract/problemCodes'

/**
 * Everything that can go wrong with a call, as data. Screens switch on `kind`; texts come from `features/errors`.
 * `network` and `timeout` say nothing about the session: they never sign anyone out.
 */
export type ApiError =
  | { kind: 'network'; retryable: true }
  | { kind: 'timeout'; retryable: true }
  | { kind: 'aborted'; retryable: false }
  | { kind: 'auth'; reason: 'expired' | 'missing'; retryable: false }
  | ({ kind: 'problem'; status: number; code: ProblemCode; title: string; fields: Record<string, string>; retryAfterSeconds: number | null; retryable: boolean } & ProblemMembers)
  | { kind: 'http'; status: number; retryable: boolean }
  /** The phone or its WeChat cannot do what was asked; another way in can. */
  | { kind: 'unsupported'; retryable: false }
  /** The shopper said no to a dialog of the platform. */
  | { kind: 'refused'; retryable: false }

/** What some problems say besides. */
export interface ProblemMembers {
  /** With `account_deleting`. */
  deletionDueAt?: string
  /** With `order_changed`: the lines that are not as they were shown. */
  lines?: ChangedLine[]
  /** With `near_expiry_unconfirmed`: what has to be confirmed now. */
  nearExpiry?: NearExpiryNotice
}

export class ApiFailure extends Error {
  constructor(readonly error: ApiError) {
    super(error.kind)
    this.name = 'ApiFailure'
  }
}

/** Whatever was thrown, as an ApiError. What is not ours counts as a network failure, never as a sign-out. */
export function toApiError(thrown: unknown): ApiError {
  return thrown instanceof ApiFailure ? thrown.error : { kind: 'network', retryable: true }
}

/** Whether `thrown` is the problem with this code. */
export function isProblem(thrown: unknown, code: ProblemCode): boolean {
  const error = toApiError(thrown)
  return error.kind === 'problem' && error.code === code
}
