/** Whether the server says that there is no such product; an address without an id names none either. */
export function isGone(id: string, error: unknown): boolean {
  if (id === '') return true
  if (typeof error !== 'object' || error === null || !('kind' in error) || error.kind !== 'problem') return false
  return 'status' in error && (error.status === 404 || error.status === 400)
}
