import { createDecipheriv, createSign, createVerify, randomBytes, type KeyObject } from 'node:crypto'

const TAG_BYTES = 16

/** RSA-SHA256 over lines that each end in a line feed, the last one too: everything in WeChat Pay v3 is signed like this. */
export function signLines(key: KeyObject, lines: readonly string[]): string {
  return createSign('RSA-SHA256').update(joined(lines)).sign(key, 'base64')
}

export function verifyLines(key: KeyObject, lines: readonly string[], signature: string): boolean {
  return createVerify('RSA-SHA256').update(joined(lines)).verify(key, signature, 'base64')
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
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
  const bytes = Buffer.from(ciphertext, 'base64')
  if (bytes.length < TAG_BYTES) throw new Error('too short')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(associated)).setAuthTag(bytes.subarray(-TAG_BYTES))
  return decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
}
