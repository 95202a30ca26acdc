import type { ApiError } from '@/api/apiError'
import { viewStatus } from '@/components/viewStatus'
import { problem } from '../support/app/factories'

const FAILURES: [ApiError, string][] = [
  [{ kind: 'network', retryable: true }, 'offline'],
  [{ kind: 'timeout', retryable: true }, 'offline'],
  [{ kind: 'http', status: 502, retryable: true }, 'failed'],
  [problem('service_unavailable', { retryAfterSeconds: 5 }).error, 'failed'],
  [problem('rate_limited', { retryAfterSeconds: 60 }).error, 'failed'],
  [problem('not_found').error, 'failed'],
]

test.each(FAILURES)('%j is shown as %s, with nothing else to show', (error, status) => {
  expect(viewStatus({ error, isFetching: false })).toBe(status)
})

test.each(FAILURES)('%j takes nothing away that was loaded before', (error) => {
  expect(viewStatus({ data: ['something'], error, isFetching: false })).toBe('ready')
})
