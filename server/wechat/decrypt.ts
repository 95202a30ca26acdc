import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { readCountryCode } from './countryCode'

const BLOCK_BYTES = 16
const MAX_CIPHERTEXT_BYTES = 4096
const WATERMARK_TOLERANCE_MS = 5 * 60_000

/**
 * The one failure of the legacy decrypt. It says nothing about the step that failed: AES-CBC carries no MAC
 * and the sender chooses iv and ciphertext, so telling bad padding from bad JSON would let a stranger forge
 * another person's number in some thousand requests.
 */
export class DecryptFailure extends Error {
  constructor() {
    super('the encrypted data cannot be read')
    this.name = 'DecryptFailure'
  }
}

export interface Encrypted {
  encryptedData: string
  iv: string
}

export interface DecryptContext {
  /** Base64, as `sns/jscode2session` gave it. */
  sessionKey: string
  appId: string
  /** Milliseconds; the watermark must be within five minutes of it. */
  now: number
}

export interface DecryptedPhone {
  kind: 'phone'
  number: string
  countryCode: string
}

export interface DecryptedUserInfo {
  kind: 'userInfo'
  openid: string
  unionid: string | null
  nickname: string | null
}

/** The number behind the phone button's `encryptedData`. Throws `DecryptFailure`. */
export function decryptPhone(input: Encrypted, context: DecryptContext): DecryptedPhone {
  const data = decrypt(input, context)
  if (data.kind !== 'phone') throw new DecryptFailure()
  return data
}

/** The profile behind `wx.getUserInfo`'s `encryptedData`. Throws `DecryptFailure`. */
export function decryptUserInfo(input: Encrypted, context: DecryptContext): DecryptedUserInfo {
  const data = decrypt(input, context)
  if (data.kind !== 'userInfo') throw new DecryptFailure()
  return data
}

/** Either of the two: which one it is shows only inside. Throws `DecryptFailure`. */
export function decrypt(input: Encrypted, context: DecryptContext): DecryptedPhone | DecryptedUserInfo {
  try {
    const payload = JSON.parse(decipher(input, context.sessionKey)) as Record<string, unknown>
    checkWatermark(payload['watermark'], context)
    return typeof payload['openId'] === 'string' ? readUserInfo(payload) : readPhone(payload)
  } catch {
    throw new DecryptFailure()
  }
}

/** `signature` of `wx.getUserInfo`: SHA-1 over the raw string received, followed by the key. */
export function isRawDataGenuine(rawData: string, signature: string, sessionKey: string): boolean {
  const expected = createHash('sha1').update(rawData + sessionKey).digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function decipher({ encryptedData, iv }: Encrypted, sessionKey: string): string {
  const key = strictBase64(sessionKey)
  const vector = strictBase64(iv)
  const ciphertext = strictBase64(encryptedData)
  const fits = key.length === BLOCK_BYTES && vector.length === BLOCK_BYTES && ciphertext.length > 0
  if (!fits || ciphertext.length % BLOCK_BYTES !== 0 || ciphertext.length > MAX_CIPHERTEXT_BYTES) throw new DecryptFailure()
  // Without autopadding: OpenSSL's own error would name the padding, and it accepts some that PKCS#7 does not.
  const cipher = createDecipheriv('aes-128-cbc', key, vector).setAutoPadding(false)
  const padded = Buffer.concat([cipher.update(ciphertext), cipher.final()])
  return new TextDecoder('utf-8', { fatal: true }).decode(unpad(padded))
}

/** Strict PKCS#7: 1 to 16 bytes, each holding their number. */
function unpad(padded: Buffer): Buffer {
  const size = padded[padded.length - 1] ?? 0
  if (size < 1 || size > BLOCK_BYTES || !padded.subarray(-size).every((byte) => byte === size)) throw new DecryptFailure()
  return padded.subarray(0, -size)
}

/** Node skips what it cannot read; here anything but the one canonical form is refused. */
function strictBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new DecryptFailure()
  return bytes
}

function checkWatermark(watermark: unknown, { appId, now }: DecryptContext): void {
  const { appid, timestamp } = watermark as Record<string, unknown>
  const isFresh = typeof timestamp === 'number' && Math.abs(now - timestamp * 1000) <= WATERMARK_TOLERANCE_MS
  if (appid !== appId || !isFresh) throw new DecryptFailure()
}

function readPhone(payload: Record<string, unknown>): DecryptedPhone {
  const { purePhoneNumber: number, countryCode } = payload
  if (typeof number !== 'string' || !/^\d{5,15}$/.test(number)) throw new DecryptFailure()
  return { kind: 'phone', number, countryCode: readCountryCode(countryCode) }
}

function readUserInfo(payload: Record<string, unknown>): DecryptedUserInfo {
  const { openId, unionId, nickName } = payload
  return {
    kind: 'userInfo',
    openid: String(openId),
    unionid: typeof unionId === 'string' && unionId !== '' ? unionId : null,
    nickname: typeof nickName === 'string' ? nickName : null,
  }
}
