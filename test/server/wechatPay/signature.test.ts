import { createCipheriv, createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto'
import { openSealed, signLines, verifyLines } from '../../../server/wechatPay/signature'

// The stand-in signs with the same library: here Node's own cryptography is the other side.
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const LINES = ['GET', '/v3/certificates', '1554208460', '593BEC0C930BF1AFEB40B4A08C8FB242', '']
const TEXT = 'GET\n/v3/certificates\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n\n'

test('a signature is RSA-SHA256 over lines that each end in a line feed', () => {
  expect(createVerify('RSA-SHA256').update(TEXT).verify(publicKey, signLines(privateKey, LINES), 'base64')).toBe(true)
  const signature = createSign('RSA-SHA256').update(TEXT).sign(privateKey, 'base64')
  expect(verifyLines(publicKey, LINES, signature)).toBe(true)
  expect(verifyLines(publicKey, [...LINES.slice(0, -1), 'x'], signature)).toBe(false)
  expect(verifyLines(publicKey, LINES, 'no signature')).toBe(false)
})

describe('what a notice holds', () => {
  const key = randomBytes(32)
  const nonce = 'abcdefghijkl'
  function sealed(text: string, { tagBytes = 16, associated = 'transaction' } = {}) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(associated))
    const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag().subarray(0, tagBytes)])
    return { algorithm: 'AEAD_AES_256_GCM', ciphertext: bytes.toString('base64'), nonce, associated_data: 'transaction' }
  }

  test('is opened under its key', () => {
    expect(openSealed(key, sealed('{"金额":1}'))).toBe('{"金额":1}')
  })

  test.each([
    ['another key', randomBytes(32), sealed('{}')],
    ['other associated data', key, sealed('{}', { associated: 'refund' })],
    ['a tag that is shorter, and easier to guess', key, sealed('', { tagBytes: 4 })],
    ['another algorithm', key, { ...sealed('{}'), algorithm: 'AES_128_GCM' }],
  ])('is refused with %s', (_what, with_, resource) => {
    expect(() => openSealed(with_, resource)).toThrow()
  })
})
