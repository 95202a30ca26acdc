import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { loadConfig } from '../../../server/config'
import { StartupError } from '../../../server/errors'

let folder: string
let given: NodeJS.ProcessEnv

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'shop-pay-'))
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const write = (name: string, content: string | Buffer) => {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    return file
  }
  const merchant = write('merchant.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const platform = write('platform.pem', publicKey.export({ type: 'spki', format: 'pem' }))
  write('short.pem', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }))
  write('nonsense.pem', 'nonsense')
  given = {
    DATA_DIR: folder,
    WECHAT_PAY_MCHID: '1900009191',
    WECHAT_PAY_SERIAL: '1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C',
    WECHAT_PAY_PRIVATE_KEY_FILE: merchant,
    WECHAT_PAY_API_V3_KEY: 'a5b1c9d2e7f3a8b4c6d0e1f2a3b4c5d6',
    WECHAT_PAY_PLATFORM_KEYS: `PUB_KEY_ID_0119000091912024:${platform},5157F09EFDC096DE15EBE81A47057A7232F1B8E1:${platform}`,
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const random = (seed: string) => `${seed}-8f1c2b7e94d05a63-f7e6d5c4b3a29180`
const production = {
  NODE_ENV: 'production',
  SESSION_SECRET: random('a'),
  DATA_KEY: random('b'),
  WECHAT_APPID: 'wx1234567890abcdef',
  WECHAT_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  PUBLIC_URL: 'https://shop.example.org',
}

test('development plays with the stand-in, production takes no payments until it is told how', () => {
  expect(loadConfig({ DATA_DIR: folder }).pay).toEqual({ mode: 'sandbox', wechat: null })
  expect(loadConfig({ ...production, DATA_DIR: folder }).pay).toEqual({ mode: 'off', wechat: null })
})

test('a merchant account is read whole, keys by their ids', () => {
  const { pay } = loadConfig({ ...production, ...given })
  expect(pay).toMatchObject({ mode: 'wechat', wechat: { apiBase: 'https://api.mch.weixin.qq.com', mchId: '1900009191' } })
  expect([...(pay.wechat?.platformKeys.keys() ?? [])]).toEqual(['PUB_KEY_ID_0119000091912024', '5157F09EFDC096DE15EBE81A47057A7232F1B8E1'])
})

test('security 5: production refuses the stand-in', () => {
  expect(() => loadConfig({ ...production, DATA_DIR: folder, PAY_MODE: 'sandbox' })).toThrow(/PAY_MODE=sandbox/)
})

test.each<[string, NodeJS.ProcessEnv, RegExp]>([
  ['half an account', { WECHAT_PAY_SERIAL: '', WECHAT_PAY_API_V3_KEY: undefined }, /missing: WECHAT_PAY_SERIAL, WECHAT_PAY_API_V3_KEY/],
  ['a key of 31 bytes', { WECHAT_PAY_API_V3_KEY: 'a5b1c9d2e7f3a8b4c6d0e1f2a3b4c5d' }, /WECHAT_PAY_API_V3_KEY must have 32 bytes/],
  ['a merchant number of letters', { WECHAT_PAY_MCHID: 'abc' }, /WECHAT_PAY_MCHID/],
  ['a file that is not there', { WECHAT_PAY_PRIVATE_KEY_FILE: '/nowhere.pem' }, /WECHAT_PAY_PRIVATE_KEY_FILE: the file \/nowhere.pem/],
  ['keys without an id', { WECHAT_PAY_PLATFORM_KEYS: '/a.pem' }, /must read ID:FILE/],
  ['an unknown mode', { PAY_MODE: 'cash' }, /PAY_MODE/],
])('%s is refused by name', (_name, change, message) => {
  const load = () => loadConfig({ ...given, ...change })
  expect(load).toThrow(StartupError)
  expect(load).toThrow(message)
})

test.each(['short.pem', 'nonsense.pem'])('%s is no key to sign money with', (name) => {
  const load = () => loadConfig({ ...given, WECHAT_PAY_PRIVATE_KEY_FILE: path.join(folder, name) })
  expect(load).toThrow(StartupError)
  expect(load).toThrow(name)
})

test('security 7: no fault quotes a secret', () => {
  const secret = 'a5b1c9d2e7f3a8b4c6d0e1f2a3b4c5d'
  expect(() => loadConfig({ ...given, WECHAT_PAY_API_V3_KEY: secret })).not.toThrow(secret)
})
