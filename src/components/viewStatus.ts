import type { ViewStatus } from './StateView'

interface QueryLike {
  data?: unknown
  error?: unknown
  isFetching: boolean
}

/**
 * Which of its states a screen is in. What was loaded before stays on the screen through refreshes and failed refreshes;
 * a failure is shown where there is nothing else to show.
 */
export function viewStatus(query: QueryLike, isEmpty = false): ViewStatus {
  if (query.data !== undefined) return isEmpty ? 'empty' : 'ready'
  if (query.isFetching || query.error === undefined) return 'loading'
  return isNetworkFailure(query.error) ? 'offline' : 'failed'
}

function isNetworkFailure(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'kind' in error && (error.kind === 'network' || error.kind === 'timeout')
}
