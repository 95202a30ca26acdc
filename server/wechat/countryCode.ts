/** WeChat gives it as text, and in older answers as a number; a number without one is of the mainland. */
export function readCountryCode(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && /^\d{1,4}$/.test(text) ? text : '86'
}
