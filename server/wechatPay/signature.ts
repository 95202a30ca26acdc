import { randomBytes, type KeyObject } from 'node:crypto'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'

const TAG_BYTES = 16

/** RSA-SHA256 over lines that each end in a line feed, the last one too: everything in WeChat Pay v3 is signed like this. */
export function signLines(key: KeyObject, lines: readonly string[]): string {
  return Rsa.sign(Formatter.joinedByLineFeed(...lines), key)
}

export function verifyLines(key: KeyObject, lines: readonly string[], signature: string): boolean {
  return Rsa.verify(Formatter.joinedByLineFeed(...lines), signature, key)
}

export function newNonce(): string {
  return randomBytes(16).toString('hex').toUpperCase()
}

/** What a notice holds. */
export interface Sealed {
  algorithm: string
  ciphertext: string
  nonce: string
  associated_data?: string
}

/** Opens AEAD_AES_256_GCM. Throws for anything that was not sealed under this key. */
export function openSealed(key: Buffer, { algorithm, ciphertext, nonce, associated_data: associated = '' }: Sealed): string {
  if (algorithm !== 'AEAD_AES_256_GCM') throw new Error('unknown algorithm')
  // The library takes a shorter tag as well, which is easier to guess.
  if (Buffer.from(ciphertext, 'base64').length < TAG_BYTES) throw new Error('too short')
  return Aes.AesGcm.decrypt(ciphertext, key, nonce, associated)
}
