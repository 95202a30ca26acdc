/** Crockford's alphabet: no I, L, O or U, so that a number read out over the phone arrives. */
export const ORDER_NUMBER_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const RANDOM_LENGTH = 10
const NUMBER = /^\d{6}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/

/**
 * `260520-7K4M9-QXR2T`: the Shanghai day for people, and fifty random bits against guessing. `bytes` holds ten random
 * ones. Within the 32 characters that WeChat Pay takes, with room for the number of the attempt to pay.
 */
export function orderNumber(day: string, bytes: Uint8Array): string {
  if (bytes.length !== RANDOM_LENGTH) throw new RangeError(`an order number needs ${RANDOM_LENGTH} random bytes`)
  // 256 is a multiple of 32: every character is as likely as any other.
  const text = [...bytes].map((byte) => ORDER_NUMBER_ALPHABET.charAt(byte % 32)).join('')
  return `${day.slice(2).replace(/-/g, '')}-${text.slice(0, 5)}-${text.slice(5)}`
}

/** The order's number at the head of a trade number (`…-2` is the second attempt to pay), or null. WeChat's order page names the latter. */
export function orderNumberIn(text: string): string | null {
  return NUMBER.exec(text.toUpperCase())?.[0] ?? null
}
