import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { loadConfig } from '../../server/config'
import { StartupError } from '../../server/errors'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'shop-config-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const random = (seed: string) => `${seed}-8f1c2b7e94d05a63-f7e6d5c4b3a29180`
const production = {
  NODE_ENV: 'production',
  SESSION_SECRET: random('a'),
  DATA_KEY: random('b'),
  WECHAT_APPID: 'wx1234567890abcdef',
  WECHAT_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  PUBLIC_URL: 'https://shop.example.org',
}

describe('in development', () => {
  test('nothing has to be set', () => {
    const config = loadConfig({ DATA_DIR: dataDir })
    expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, databaseUrl: null, redisUrl: null, isProduction: false, smsMode: 'sandbox', publicUrl: 'http://localhost:3000' })
    expect(config.wechat).toMatchObject({ apiBase: null, isSandbox: true })
  })

  test('secrets are made once, differ, and are for the owner alone', () => {
    const first = loadConfig({ DATA_DIR: dataDir })
    const second = loadConfig({ DATA_DIR: dataDir })
    expect([second.sessionSecret, second.dataKey]).toEqual([first.sessionSecret, first.dataKey])
    expect(first.sessionSecret).not.toBe(first.dataKey)
    expect(Buffer.byteLength(first.sessionSecret)).toBeGreaterThanOrEqual(32)
    const folder = path.join(dataDir, 'secrets')
    expect(readdirSync(folder).sort()).toEqual(['data', 'session'])
    for (const file of ['session', 'data']) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test('a data folder that is a file is told in plain words', () => {
    const file = path.join(dataDir, 'file')
    writeFileSync(file, '')
    expect(() => loadConfig({ DATA_DIR: file })).toThrow(/data folder .* cannot be used[\s\S]*DATA_DIR/)
  })

  test('empty values count as not set', () => {
    expect(loadConfig({ DATA_DIR: dataDir, DATABASE_URL: '', REDIS_URL: '', PUBLIC_URL: '', WECHAT_API_BASE: '' })).toMatchObject({ databaseUrl: null, redisUrl: null, wechat: { apiBase: null } })
  })

  test.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/shop'],
    ['REDIS_URL', 'localhost:6379'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'staging'],
    ['PUBLIC_URL', 'shop.example.org'],
    ['SMS_MODE', 'yes'],
    ['MATOMO_URL', 'stats.example.org'],
    ['MATOMO_SITE_ID', 'shop'],
  ])('%s=%s is refused by name, without its value', (name, value) => {
    const load = () => loadConfig({ DATA_DIR: dataDir, [name]: value })
    expect(load).toThrow(StartupError)
    expect(load).toThrow(name)
    expect(load).not.toThrow(value)
  })
})

describe('an https address without NODE_ENV=production', () => {
  const open = { PUBLIC_URL: 'https://shop.example.org' }
  const real = { WECHAT_API_BASE: 'https://api.weixin.qq.com', SMS_MODE: 'off', PAY_MODE: 'off' }
  const load = (env: NodeJS.ProcessEnv) => () => loadConfig({ DATA_DIR: dataDir, ...open, ...env })

  test('is refused while stand-ins play: anybody could sign in as anybody', () => {
    expect(load({})).toThrow(StartupError)
    expect(load({})).toThrow(/stand-ins play sign-in by WeChat \(WECHAT_API_BASE\), one-time codes \(SMS_MODE\), payments \(PAY_MODE\)[\s\S]*NODE_ENV=production[\s\S]*ALLOW_STAND_INS=yes/)
  })

  test.each([
    ['WeChat', { WECHAT_API_BASE: undefined }, /stand-ins play sign-in by WeChat \(WECHAT_API_BASE\):/],
    ['a WeChat of its own', { WECHAT_API_BASE: 'http://127.0.0.1:4000' }, /sign-in by WeChat/],
    ['one-time codes', { SMS_MODE: undefined }, /stand-ins play one-time codes \(SMS_MODE\):/],
    ['payments', { PAY_MODE: undefined }, /stand-ins play payments \(PAY_MODE\):/],
  ])('also with a stand-in for %s alone', (_name, change, message) => {
    expect(load({ ...real, ...change })).toThrow(message)
  })

  test('is taken where nothing is played, and for a demo by an explicit switch', () => {
    expect(load(real)()).toMatchObject({ isProduction: false, publicUrl: open.PUBLIC_URL })
    expect(load({ ALLOW_STAND_INS: 'yes' })()).toMatchObject({ smsMode: 'sandbox' })
    expect(load({ ALLOW_STAND_INS: '' })).toThrow(StartupError)
  })

  test.each(['http://localhost:10086', 'http://192.168.1.20:3000'])('%s is a developer at home', (address) => {
    expect(load({ PUBLIC_URL: address })()).toMatchObject({ smsMode: 'sandbox' })
  })

  test('the switch opens nothing in production', () => {
    expect(() => loadConfig({ ...production, DATA_DIR: dataDir, ALLOW_STAND_INS: 'yes', SMS_MODE: 'sandbox' })).toThrow(/SMS_MODE/)
  })
})

describe('sign-in on the web', () => {
  const keys = { WECHAT_H5_APPID: 'wx00000000000000aa', WECHAT_H5_SECRET: '5b4a39281706f5e4d3c2b1a09f8e7d6c' }

  test('is played by the stand-in where nothing is set', () => {
    expect(loadConfig({ DATA_DIR: dataDir }).wechat).toMatchObject({ oa: { appId: expect.stringContaining('sandbox') }, web: { appId: expect.stringContaining('sandbox') }, openBase: null })
    const base = 'http://127.0.0.1:4000'
    expect(loadConfig({ DATA_DIR: dataDir, WECHAT_API_BASE: base }).wechat).toMatchObject({ openBase: base, isSandbox: true })
  })

  test('is off in development against the real WeChat without apps of its own', () => {
    expect(loadConfig({ DATA_DIR: dataDir, WECHAT_API_BASE: 'https://api.weixin.qq.com' }).wechat).toMatchObject({ oa: null, web: null, openBase: 'https://open.weixin.qq.com' })
  })

  test('is off in production until its keys are given', () => {
    expect(loadConfig({ ...production, DATA_DIR: dataDir }).wechat).toMatchObject({ oa: null, web: null, openBase: 'https://open.weixin.qq.com' })
    expect(loadConfig({ ...production, ...keys, DATA_DIR: dataDir }).wechat).toMatchObject({ oa: { appId: keys.WECHAT_H5_APPID, secret: keys.WECHAT_H5_SECRET }, web: null })
  })

  test.each([
    ['development', {}],
    ['production', production],
  ])('half a pair is refused in %s', (_name, env) => {
    expect(() => loadConfig({ ...env, DATA_DIR: dataDir, WECHAT_WEB_APPID: 'wx00000000000000bb' })).toThrow(/WECHAT_WEB_APPID is given without WECHAT_WEB_SECRET/)
    expect(() => loadConfig({ ...env, DATA_DIR: dataDir, WECHAT_H5_SECRET: keys.WECHAT_H5_SECRET })).toThrow(/WECHAT_H5_SECRET is given without WECHAT_H5_APPID/)
  })
})

describe('security 5: in production', () => {
  test('starts with everything in order, and makes no secrets of its own', () => {
    const config = loadConfig({ ...production, DATA_DIR: dataDir })
    expect(config).toMatchObject({ isProduction: true, smsMode: 'off', wechat: { apiBase: 'https://api.weixin.qq.com', isSandbox: false } })
    expect(readdirSync(dataDir)).toEqual([])
  })

  test('counts nothing without Matomo, and with it under its own site', () => {
    expect(loadConfig({ ...production, DATA_DIR: dataDir }).matomo.url).toBeNull()
    const counted = loadConfig({ ...production, DATA_DIR: dataDir, MATOMO_URL: 'https://stats.example.org/', MATOMO_SITE_ID: '3' })
    expect(counted.matomo).toEqual({ url: 'https://stats.example.org/', siteId: 3 })
  })

  test.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['no session secret', { SESSION_SECRET: undefined }, /SESSION_SECRET is missing/],
    ['no data key', { DATA_KEY: '' }, /DATA_KEY is missing/],
    ['no app secret', { WECHAT_SECRET: undefined }, /WECHAT_SECRET is missing/],
    ['no app id', { WECHAT_APPID: undefined }, /WECHAT_APPID/],
    ['a short secret', { SESSION_SECRET: random('a').slice(0, 31) }, /SESSION_SECRET is too short/],
    ['a default secret', { DATA_KEY: 'change-me-change-me-change-me-123456' }, /DATA_KEY looks like a placeholder/],
    ['a secret of one letter', { SESSION_SECRET: 'a'.repeat(64) }, /SESSION_SECRET looks like a placeholder/],
    ['one secret for both', { SESSION_SECRET: random('b') }, /must differ/],
    ["WeChat's stand-in", { WECHAT_API_BASE: 'http://127.0.0.1:4000' }, /WECHAT_API_BASE/],
    ['a host that looks like WeChat', { WECHAT_API_BASE: 'https://api.weixin.qq.com.example.org' }, /WECHAT_API_BASE/],
    ["the stand-in's pages", { WECHAT_OPEN_BASE: 'http://127.0.0.1:4000' }, /WECHAT_OPEN_BASE/],
    ['a short secret of the official account', { WECHAT_H5_APPID: 'wx00000000000000aa', WECHAT_H5_SECRET: 'short' }, /WECHAT_H5_SECRET is too short/],
    ['statistics in the clear', { MATOMO_URL: 'http://stats.example.org', MATOMO_SITE_ID: '1' }, /MATOMO_URL/],
    ['statistics without a site', { MATOMO_URL: 'https://stats.example.org' }, /MATOMO_SITE_ID is missing/],
    ['a site without statistics', { MATOMO_SITE_ID: '3' }, /MATOMO_SITE_ID is set without/],
    ['the SMS stand-in', { SMS_MODE: 'sandbox' }, /SMS_MODE/],
    ['no public address', { PUBLIC_URL: undefined }, /PUBLIC_URL/],
    ['a public address without TLS', { PUBLIC_URL: 'http://shop.example.org' }, /PUBLIC_URL/],
  ])('refuses %s', (_name, change, message) => {
    const load = () => loadConfig({ ...production, DATA_DIR: dataDir, ...change })
    expect(load).toThrow(StartupError)
    expect(load).toThrow(message)
  })

  test('tells everything that is wrong at once', () => {
    expect(() => loadConfig({ NODE_ENV: 'production', DATA_DIR: dataDir })).toThrow(/SESSION_SECRET[\s\S]*DATA_KEY[\s\S]*WECHAT_SECRET[\s\S]*PUBLIC_URL/)
  })
})
