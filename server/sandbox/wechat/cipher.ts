import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'

export interface Encrypted {
  encryptedData: string
  iv: string
}

/** AES-128-CBC with PKCS#7 padding under the decoded session_key, as WeChat hands data to a mini-program. */
export function encryptForMiniProgram(payload: object, sessionKey: string): Encrypted {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), iv)
  const data = Buffer.concat([cipher.update(JSON.stringify(payload), 'utf8'), cipher.final()])
  return { encryptedData: data.toString('base64'), iv: iv.toString('base64') }
}

export function rawDataSignature(rawData: string, sessionKey: string): string {
  return createHash('sha1').update(rawData + sessionKey).digest('hex')
}

/** `/wxa/checksession` signs the empty string; the key is the base64 text itself, not its bytes. */
export function checkSessionSignature(sessionKey: string): string {
  return createHmac('sha256', sessionKey).update('').digest('hex')
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
