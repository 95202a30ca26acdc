/**
 * The short name of a failure: its code, such as ECONNREFUSED, or that of its cause (`fetch` wraps). Never its text, which
 * may quote an address with a password in it.
 */
export function failureName(error: unknown): string {
  return codeOf(error) ?? codeOf(partOf(error, 'cause')) ?? nameOf(error)
}

function codeOf(error: unknown): string | undefined {
  const code = partOf(error, 'code')
  return typeof code === 'string' ? code : undefined
}

function nameOf(error: unknown): string {
  const name = partOf(error, 'name')
  return typeof name === 'string' ? name : 'unknown'
}

function partOf(error: unknown, part: 'cause' | 'code' | 'name'): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[part] : undefined
}
