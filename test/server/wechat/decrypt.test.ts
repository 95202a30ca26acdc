import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import vector from '../../fixtures/wechatVector.json'
import { decrypt, DecryptFailure, decryptPhone, decryptUserInfo, isRawDataGenuine } from '../../../server/wechat/decrypt'

const APP_ID = 'wx0000000000000001'
const NOW = Date.parse('2026-05-20T02:00:00Z')
const SECONDS = NOW / 1000
const key = randomBytes(16)
const iv = randomBytes(16)
const context = { sessionKey: key.toString('base64'), appId: APP_ID, now: NOW }

/** Encrypts bytes as they are; the caller pads, rightly or wrongly. */
function encryptRaw(plain: Buffer) {
  const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false)
  return { encryptedData: Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64'), iv: iv.toString('base64') }
}

function pad(text: string): Buffer {
  const bytes = Buffer.from(text)
  const size = 16 - (bytes.length % 16)
  return Buffer.concat([bytes, Buffer.alloc(size, size)])
}

const phone = (changes: object = {}) => ({
  phoneNumber: '+85213800138000',
  purePhoneNumber: '13800138000',
  countryCode: '86',
  watermark: { timestamp: SECONDS, appid: APP_ID },
  ...changes,
})
const encrypt = (payload: unknown) => encryptRaw(pad(JSON.stringify(payload)))

describe("WeChat's published vector", () => {
  const at = { sessionKey: vector.sessionKey, appId: vector.appId, now: 1_477_314_187_000 }

  test('decrypts to the published profile', () => {
    const plain = JSON.parse(vector.plaintextUtf8) as { openId: string; unionId: string; nickName: string }
    expect(decryptUserInfo(vector, at)).toEqual({ kind: 'userInfo', openid: plain.openId, unionid: plain.unionId, nickname: plain.nickName })
  })

  test('security 9: is stale today', () => {
    expect(() => decryptUserInfo(vector, { ...at, now: NOW })).toThrow(DecryptFailure)
  })

  test('is no phone number', () => {
    expect(() => decryptPhone(vector, at)).toThrow(DecryptFailure)
  })
})

test('reads the number', () => {
  expect(decryptPhone(encrypt(phone()), context)).toEqual({ kind: 'phone', number: '13800138000', countryCode: '86' })
})

describe('security 9: the watermark', () => {
  test.each([
    [-300_000, true],
    [300_000, true],
    [-301_000, false],
    [301_000, false],
  ])('%i ms away from the clock: %s', (offset, accepted) => {
    const read = () => decrypt(encrypt(phone()), { ...context, now: NOW + offset })
    if (accepted) expect(read()).toMatchObject({ kind: 'phone' })
    else expect(read).toThrow(DecryptFailure)
  })

  test('of another app is refused', () => {
    expect(() => decrypt(encrypt(phone({ watermark: { timestamp: SECONDS, appid: 'wx9' } })), context)).toThrow(DecryptFailure)
  })

  test.each([['missing', undefined], ['null', null], ['with a time in text', { timestamp: String(SECONDS), appid: APP_ID }]])('%s is refused', (_name, watermark) => {
    expect(() => decrypt(encrypt(phone({ watermark })), context)).toThrow(DecryptFailure)
  })
})

describe('trap 5, security 8: every failure is one and the same', () => {
  const good = encrypt(phone())
  const block = Buffer.from(JSON.stringify(phone()))
  const zeroPadded = Buffer.concat([block, Buffer.alloc(16 - (block.length % 16), 0)])
  const uneven = pad(JSON.stringify(phone()))
  uneven[uneven.length - 2] = 9

  test.each([
    ['another key', good, { ...context, sessionKey: randomBytes(16).toString('base64') }],
    ['a short key', good, { ...context, sessionKey: randomBytes(15).toString('base64') }],
    ['a short iv', { ...good, iv: randomBytes(12).toString('base64') }, context],
    ['an empty text', { ...good, encryptedData: '' }, context],
    ['half a block', { ...good, encryptedData: randomBytes(24).toString('base64') }, context],
    ['more than 4 KB', { ...good, encryptedData: randomBytes(4112).toString('base64') }, context],
    ['loose base64', { ...good, encryptedData: `${good.encryptedData}!` }, context],
    ['zero padding', encryptRaw(zeroPadded), context],
    ['uneven padding', encryptRaw(uneven), context],
    ['a block of padding too many', encryptRaw(Buffer.concat([pad('{}'), Buffer.alloc(16, 17)])), context],
    ['no JSON', encryptRaw(pad('not json')), context],
    ['JSON null', encrypt(null), context],
    ['broken UTF-8', encryptRaw(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(14, 14)])), context],
    ['no number', encrypt(phone({ purePhoneNumber: undefined })), context],
    ['a number in letters', encrypt(phone({ purePhoneNumber: 'abc' })), context],
  ])('%s', (_name, input, where) => {
    const error = failureOf(() => decrypt(input, where))
    expect(error).toBeInstanceOf(DecryptFailure)
    expect(error).toMatchObject({ message: 'the encrypted data cannot be read' })
    expect(error).not.toHaveProperty('cause')
  })
})

describe('rawData', () => {
  const rawData = '{"nickName":"甲 "}'
  const signature = createHash('sha1').update(rawData + context.sessionKey).digest('hex')

  test('is genuine under its signature, over the very string', () => {
    expect(isRawDataGenuine(rawData, signature, context.sessionKey)).toBe(true)
    expect(isRawDataGenuine(JSON.stringify(JSON.parse(rawData.replace('甲 ', '乙'))), signature, context.sessionKey)).toBe(false)
    expect(isRawDataGenuine(rawData, '', context.sessionKey)).toBe(false)
    expect(isRawDataGenuine(rawData, 'zz', context.sessionKey)).toBe(false)
  })
})

function failureOf(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}
