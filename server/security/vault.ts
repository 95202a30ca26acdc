import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/** What a keyed hash is for. Hashes of different purposes never match each other. */
export type MarkPurpose = 'phone' | 'sessionKey' | 'smsCode' | 'place' | 'analytics' | 'merchantForm'

export interface Vault {
  /**
   * AES-256-GCM. `context` names the row and field that the text belongs to: a sealed value copied to
   * another row does not open there.
   */
  seal(text: string, context: string): string
  /** Throws when the value was changed, belongs elsewhere, or was sealed under another key. */
  open(sealed: string, context: string): string
  /** HMAC-SHA256: finds a value again, or compares two, without keeping it. */
  mark(purpose: MarkPurpose, text: string): string
}

/** Keys are derived from the data key, one per use. The data key must outlive the rows: it is never rotated by itself. */
export function createVault(dataKey: string): Vault {
  const encryptionKey = derive(dataKey, 'seal')
  const markKeys = new Map<MarkPurpose, Buffer>()
  const markKey = (purpose: MarkPurpose): Buffer => {
    const key = markKeys.get(purpose) ?? derive(dataKey, `mark/${purpose}`)
    markKeys.set(purpose, key)
    return key
  }
  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, iv).setAAD(Buffer.from(context))
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), data]).toString('base64url')}`
    },
    open(sealed, context) {
      const [version, body] = sealed.split('.')
      if (version !== VERSION || body === undefined) throw new Error('sealed under an unknown version')
      const bytes = Buffer.from(body, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
    mark: (purpose, text) => createHmac('sha256', markKey(purpose)).update(text).digest('base64url'),
  }
}

function derive(dataKey: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, 'near-expiry-shop', use, 32))
}
