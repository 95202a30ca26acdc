import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { freePort } from '../../../server/freePort'
import { buildWechatSandbox } from '../../../server/sandbox/wechat/app'
import { buildPaySandbox } from '../../../server/sandbox/wechatPay/app'
import type { DoctorContext } from '../../../server/doctor/context'
import { examine } from '../../../server/doctor/examine'
import { exitCode, report, withoutSecrets } from '../../../server/doctor/report'
import { createTestDatabase, testConfig, type TestDatabase } from '../../support/server'

const APP_ID = 'wx0000000000000001'
const SECRET = 'an-app-secret-that-must-not-show'
const GB = 1024 ** 3
const DAY_MS = 86_400_000
const systemClock = { now: () => Date.now() }

const OA = { appId: 'wx00000000000000aa', secret: 'secret-of-the-official-account-0' }
const WEB = { appId: 'wx00000000000000bb', secret: 'secret-of-the-website-app-000000' }

const sandbox = buildWechatSandbox({ clock: systemClock, appId: APP_ID, secret: SECRET, oa: OA, web: WEB })
const servers: Server[] = []
let database: TestDatabase
let wechat: string
let root: string

beforeAll(async () => {
  database = await createTestDatabase()
  wechat = await sandbox.listen({ host: '127.0.0.1', port: 0 })
})
beforeEach(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'shop-doctor-'))
  await sandbox.inject({ method: 'DELETE', url: '/sandbox/faults' })
})
afterEach(async () => {
  rmSync(root, { recursive: true, force: true })
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})
afterAll(async () => {
  await sandbox.close()
  await database.drop()
})

const fault = (payload: object) => sandbox.inject({ method: 'PUT', url: '/sandbox/faults', payload })

/** A server that answers `listener`; closed after the test. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer({ keepAlive: false }, (request, response) => {
    response.setHeader('connection', 'close')
    listener(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const HEADERS = { 'content-security-policy': "default-src 'self';script-src 'self'", 'x-content-type-options': 'nosniff' }
const readyShop: RequestListener = (_request, response) => void response.writeHead(200, HEADERS).end('{"status":"ready"}')

interface Changes {
  env?: NodeJS.ProcessEnv
  config?: Partial<DoctorContext['config']>
  context?: Partial<DoctorContext>
}

/** A shop in order, but for what is changed. */
async function look({ env = {}, config = {}, context = {} }: Changes = {}) {
  const settings = testConfig({
    DATA_DIR: path.join(root, 'data'),
    DATABASE_URL: database.url,
    WECHAT_APPID: APP_ID,
    WECHAT_SECRET: SECRET,
    WECHAT_API_BASE: wechat,
    WECHAT_H5_APPID: OA.appId,
    WECHAT_H5_SECRET: OA.secret,
    WECHAT_WEB_APPID: WEB.appId,
    WECHAT_WEB_SECRET: WEB.secret,
    PUBLIC_URL: env['PUBLIC_URL'] ?? (await serve(readyShop)),
    ...env,
  })
  const given: DoctorContext = {
    config: { ...settings, ...config },
    clock: systemClock,
    root,
    shop: { operator: '上海惜食食品有限公司', contact: 'privacy@xishi.cn' },
    freeBytes: () => Promise.resolve(50 * GB),
    certificateOf: () => Promise.resolve({ expiresAt: Date.now() + 60.5 * DAY_MS }),
    ...context,
  }
  const findings = await examine(given)
  return { findings, about: (name: string) => findings.filter(({ about }) => about === name), text: withoutSecrets(report(findings), given.config) }
}

test('a shop in order has nothing to put right', async () => {
  const { findings, text, about } = await look()
  expect(findings.filter(({ level }) => level === 'fault')).toEqual([])
  expect(about('wechat').map(({ level }) => level)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok'])
  expect(text).toMatch(/✓ wechat +It gives this machine an access token\.\n/)
  expect(text).toMatch(/\d+ in order, \d+ to look at, 0 to put right/)
  expect(exitCode(findings)).toBe(0)
})

test('templates that are missing are named, with their settings', async () => {
  const { wechat: settings } = testConfig({ DATA_DIR: path.join(root, 'data') })
  const { text } = await look({ config: { wechat: { ...settings, appId: APP_ID, secret: SECRET, apiBase: wechat, reminders: null, shipping: null } } })
  expect(text).toContain('No template for reminders, parcels on their way: they are notices in the app alone.')
  expect(text).toContain('WECHAT_REMINDER_TEMPLATE, WECHAT_SHIPPING_TEMPLATE.')
})

test('looking changes nothing and spends nothing', async () => {
  await sandbox.inject({ method: 'DELETE', url: '/sandbox/calls' })
  await look()
  const calls = (await sandbox.inject('/sandbox/calls')).json<Record<string, number>>()
  expect(calls).toMatchObject({ '/cgi-bin/stable_token': 1, '/sns/jscode2session': 1, '/wxa/business/getuserphonenumber': 1 })
})

describe('WeChat', () => {
  test.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['another secret', { WECHAT_SECRET: 'another-secret-0123456789abcdef0' }, /errcode 40125[\s\S]*WECHAT_SECRET does not belong/],
    ['another app id', { WECHAT_APPID: 'wx0000000000000002' }, /errcode 40013[\s\S]*WECHAT_APPID is not an app id/],
  ])('%s is told for tokens and for sign-ins', async (_name, env, words) => {
    const { about, text, findings } = await look({ env })
    expect(about('wechat').map(({ level }) => level)).toEqual(['fault', 'fault', 'ok', 'ok', 'ok'])
    expect(exitCode(findings)).toBe(1)
    expect(text).toMatch(words)
  })

  test.each([
    [40164, /IP whitelist/],
    [40243, /Unfreeze/],
    [45009, /used up/],
    [50002, /limited/],
    [41999, /Look up errcode 41999/],
  ])('errcode %i for the token says what to do', async (errcode, words) => {
    await fault({ path: '/cgi-bin/stable_token', errcode })
    const { about, text } = await look()
    expect(about('wechat').map(({ level }) => level)).toEqual(['fault', 'ok', 'ok', 'ok', 'ok'])
    expect(text).toMatch(words)
  })

  test.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['official account', { WECHAT_H5_SECRET: 'another-secret-0123456789abcdef0' }, /through the official account \(errcode 40125\)[\s\S]*WECHAT_H5_SECRET does not belong to WECHAT_H5_APPID/],
    ['website app', { WECHAT_WEB_APPID: 'wx00000000000000cc' }, /through the website app \(errcode 40013\)[\s\S]*WECHAT_WEB_APPID is not an app id/],
  ])('the %s with wrong keys is told by its own names', async (_name, env, words) => {
    const { about, text } = await look({ env })
    expect(about('wechat').filter(({ level }) => level === 'fault')).toHaveLength(1)
    expect(text).toMatch(words)
  })

  test('busy is worth another look, no fault', async () => {
    await fault({ path: '/sns/jscode2session', errcode: -1, times: 2 })
    expect((await look()).about('wechat')).toContainEqual(expect.objectContaining({ level: 'warning', says: expect.stringContaining('busy') as string }))
  })

  test.each([
    [{ drop: true }, /Nobody can sign in \(\w+\)/],
    [{ malformed: true }, /Nobody can sign in/],
  ])('an answer that is none (%j) is a fault', async (broken, words) => {
    await fault({ path: '/sns/jscode2session', times: 2, ...broken })
    const { about, text } = await look()
    expect(about('wechat').map(({ level }) => level)).toContain('fault')
    expect(text).toMatch(words)
  })

  test.each([
    [1400001, /quota is used up/],
    [48001, /no right to this call/],
  ])('phone numbers: %i is told, and shoppers have the other way', async (errcode, words) => {
    await fault({ path: '/wxa/business/getuserphonenumber', errcode })
    const { about, text } = await look()
    expect(about('wechat').map(({ level }) => level)).toEqual(['ok', 'ok', 'warning', 'ok', 'ok', 'ok'])
    expect(text).toMatch(words)
  })

  test('out of reach', async () => {
    const { about, text } = await look({ env: { WECHAT_API_BASE: `http://127.0.0.1:${await freePort()}` } })
    expect(about('wechat')).toHaveLength(1)
    expect(text).toMatch(/✗ wechat +It cannot be reached \(ECONNREFUSED\)/)
  })

  test.each([
    [30_000, []],
    [120_000, ['warning']],
    [-600_000, ['fault']],
  ])('a clock that is %i ms off', async (offset, levels) => {
    const { about } = await look({ context: { clock: { now: () => Date.now() + offset } } })
    expect(about('wechat').flatMap(({ level, says }) => (says.includes('clock') ? [level] : []))).toEqual(levels)
  })

  test('the stand-in that starts with the shop is not looked at', async () => {
    expect((await look({ env: { WECHAT_API_BASE: '' } })).about('wechat')).toMatchObject([{ level: 'unknown' }])
  })
})

describe('database', () => {
  test('out of reach', async () => {
    const { about } = await look({ env: { DATABASE_URL: `postgres://shop:pass-word@127.0.0.1:${await freePort()}/shop` } })
    expect(about('database')).toMatchObject([{ level: 'fault', says: 'It cannot be reached (ECONNREFUSED).', advice: expect.stringContaining('Nothing listens') as string }])
  })

  test.each([
    ['a wrong password', (url: URL) => (url.password = 'wrong-pass-word'), '28P01'],
    ['a database that does not exist', (url: URL) => (url.pathname = '/nowhere'), '3D000'],
  ])('%s', async (_name, change, code) => {
    const url = new URL(database.url)
    change(url)
    expect((await look({ env: { DATABASE_URL: url.toString() } })).about('database')).toMatchObject([{ level: 'fault', says: `It cannot be reached (${code}).` }])
  })

  test('never migrated', async () => {
    const empty = await createTestDatabase({ migrated: false })
    expect((await look({ env: { DATABASE_URL: empty.url } })).about('database')).toMatchObject([{ level: 'fault', says: expect.stringMatching(/^\d+ of \d+ migrations have not run/) as string }])
    await empty.drop()
  })

  test('made by a newer version', async () => {
    const newer = await createTestDatabase()
    await sql`insert into kysely_migration (name, timestamp) values ('9999_later', 'now')`.execute(newer.db)
    expect((await look({ env: { DATABASE_URL: newer.url } })).about('database')).toMatchObject([{ level: 'fault', says: expect.stringContaining('9999_later') as string }])
    await newer.drop()
  })

  test('another clock than this machine', async () => {
    const { about } = await look({ context: { clock: { now: () => Date.now() - 60_000 } } })
    expect(about('database').map(({ level }) => level)).toEqual(['fault', 'ok'])
  })

  test('the built-in one of a shop that is closed', async () => {
    expect((await look({ env: { DATABASE_URL: '' } })).about('database')).toMatchObject([{ level: 'unknown' }])
  })
})

describe('data folder and disk', () => {
  test.each([
    [50 * GB, 'ok'],
    [1 * GB, 'warning'],
    [0.1 * GB, 'fault'],
  ])('%d bytes free', async (free, level) => {
    expect((await look({ context: { freeBytes: () => Promise.resolve(free) } })).about('data folder')).toMatchObject([{ level }])
  })

  test('not to be written', async () => {
    writeFileSync(path.join(root, 'file'), '')
    expect((await look({ config: { dataDir: path.join(root, 'file', 'below') } })).about('data folder')).toMatchObject([{ level: 'fault', says: expect.stringContaining('cannot be written (ENOTDIR)') as string }])
  })
})

test('redis out of reach is told without its password', async () => {
  const { about, text } = await look({ env: { REDIS_URL: `redis://:redis-pass-word@127.0.0.1:${await freePort()}` } })
  expect(about('redis')).toMatchObject([{ level: 'fault', says: expect.stringContaining('ECONNREFUSED') as string }])
  expect(text).not.toContain('redis-pass-word')
})

describe('public address', () => {
  const https = (url: string) => ({ config: { publicUrl: url, isProduction: true } })

  test.each<[string, number, string]>([
    ['good for two months', 60.5, 'ok'],
    ['for another week', 7.5, 'warning'],
    ['run out', -1, 'fault'],
  ])('a certificate %s', async (_name, days, level) => {
    const { about } = await look({ ...https('https://shop.invalid'), context: { certificateOf: () => Promise.resolve({ expiresAt: Date.now() + days * DAY_MS }) } })
    expect(about('public address').find(({ says }) => says.includes('certificate'))).toMatchObject({ level })
  })

  test.each([
    ['CERT_HAS_EXPIRED', /renew it/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /self-signed/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /full chain/],
    ['ECONNREFUSED', /port 443/],
  ])('a connection that fails with %s', async (code, words) => {
    const { text } = await look({ ...https('https://shop.invalid'), context: { certificateOf: () => Promise.reject(Object.assign(new Error('no'), { code })) } })
    expect(text).toMatch(words)
  })

  test.each([
    ['https://203.0.113.7', 'fault', /no domain/],
    ['https://localhost', 'fault', /no domain/],
    ['https://shop.invalid:8443', 'warning', /takes? none/],
  ])('%s is a %s', async (url, level, words) => {
    const { about } = await look(https(url))
    const finding = about('public address').find(({ says }) => words.test(says))
    expect(finding).toMatchObject({ level })
  })

  test('nobody answers there', async () => {
    const { about } = await look({ env: { PUBLIC_URL: `http://127.0.0.1:${await freePort()}` } })
    expect(about('public address')).toContainEqual(expect.objectContaining({ level: 'fault', says: expect.stringContaining('does not answer (ECONNREFUSED)') as string }))
  })

  test.each<[string, RequestListener, RegExp]>([
    ['another program', (_request, response) => void response.writeHead(404).end(), /answers 404/],
    ['a proxy that redirects', (_request, response) => void response.writeHead(301, { location: 'https://elsewhere.invalid' }).end(), /answers 301/],
    ['a proxy that takes headers off', (_request, response) => void response.end('{"status":"ready"}'), /do not arrive[^\n]*Content-Security-Policy, X-Content-Type-Options\./],
  ])('%s', async (_name, listener, words) => {
    const { about, text } = await look({ env: { PUBLIC_URL: await serve(listener) } })
    expect(about('public address').map(({ level }) => level)).toContain('fault')
    expect(text).toMatch(words)
  })
})

describe('mini-program', () => {
  function build(apiBase: string, app: object, appid = APP_ID) {
    mkdirSync(path.join(root, 'dist/weapp/sub'), { recursive: true })
    writeFileSync(path.join(root, 'dist/weapp/app.json'), JSON.stringify(app))
    writeFileSync(path.join(root, 'dist/weapp/sub/common.js'), `x("${apiBase}".concat(path))`)
    writeFileSync(path.join(root, 'project.config.json'), JSON.stringify({ appid }))
  }
  const app = { __usePrivacyCheck__: true, requiredPrivateInfos: ['chooseAddress'] }
  const env = { PUBLIC_URL: 'http://shop.invalid' }
  const levels = async () => (await look({ env })).about('mini-program').map(({ level }) => level)

  test('not built', async () => expect(await levels()).toEqual(['unknown']))

  test('built for this shop', async () => {
    build('http://shop.invalid', app)
    expect(await levels()).toEqual(['ok', 'ok', 'ok'])
  })

  test.each(['http://localhost:3000', 'http://shop.invalid.cn', 'http://shop.invalid:3000'])('built for %s', async (apiBase) => {
    build(apiBase, app)
    expect(await levels()).toEqual(['fault', 'ok', 'ok'])
  })

  test('without the privacy switches, under another app id', async () => {
    build('http://shop.invalid', {}, 'touristappid')
    expect(await levels()).toEqual(['ok', 'fault', 'warning'])
  })
})

test('one-time codes that nobody delivers are told', async () => {
  expect((await look({ env: { SMS_MODE: 'off' } })).about('sms')).toMatchObject([{ level: 'warning' }])
})

test.each([
  ['（运营者名称）', 'privacy@xishi.cn', false, 'warning'],
  ['上海惜食食品有限公司', 'privacy@example.com', true, 'fault'],
  ['上海惜食食品有限公司', 'privacy@xishi.cn', true, 'ok'],
])('legal texts by %s, %s', async (operator, contact, isProduction, level) => {
  const { about } = await look({ config: { isProduction, publicUrl: 'https://shop.invalid' }, context: { shop: { operator, contact } } })
  expect(about('legal texts')).toMatchObject([{ level }])
})

test.each<[string, RequestListener | null, string]>([
  ['answers', (_request, response) => void response.end('Matomo'), 'ok'],
  ['redirects', (_request, response) => void response.writeHead(302, { location: '/' }).end(), 'warning'],
  ['is out of reach', null, 'fault'],
])('Matomo %s', async (_name, listener, level) => {
  const MATOMO_URL = listener ? await serve(listener) : `http://127.0.0.1:${await freePort()}`
  expect((await look({ env: { MATOMO_URL } })).about('statistics')).toMatchObject([{ level }])
})

test('security 7: no secret is ever printed, also where a finding would quote one', async () => {
  const { findings, text } = await look({ env: { WECHAT_APPID: 'wx0000000000000002', REDIS_URL: 'redis://:redis-pass-word@127.0.0.1:1' } })
  const config = testConfig({ WECHAT_SECRET: SECRET, DATABASE_URL: 'postgres://shop:p%40ss-word@127.0.0.1/shop' })
  const password = new URL(database.url).password
  for (const secret of [SECRET, OA.secret, WEB.secret, password, 'redis-pass-word', config.sessionSecret, config.dataKey, 'access_token']) expect(JSON.stringify(findings) + text).not.toContain(secret)
  expect(withoutSecrets(`a ${SECRET} b p@ss-word c ${config.dataKey}`, config)).toBe('a ••• b ••• c •••')
})

describe('payments', () => {
  let pay: Awaited<ReturnType<typeof buildPaySandbox>>
  let base: string
  beforeAll(async () => {
    pay = await buildPaySandbox({ clock: systemClock })
    base = await pay.app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(() => pay.app.close())
  const payFault = (payload: object) => pay.app.inject({ method: 'PUT', url: '/sandbox/faults', payload })
  afterEach(async () => {
    await pay.app.inject({ method: 'DELETE', url: '/sandbox/faults' })
  })
  const open = (at = base) => look({ config: { pay: { mode: 'wechat', wechat: pay.settings(at) } } })

  test('an account that WeChat Pay takes is in order', async () => {
    const { about } = await open()
    expect(about('payments').map(({ level }) => level)).toEqual(['ok'])
  })

  test('a key that is not the merchant’s is told', async () => {
    const { about, text, findings } = await look({ config: { pay: { mode: 'wechat', wechat: { ...pay.settings(base), serial: '00000000000000000000000000000000000000FF' } } } })
    expect(about('payments').map(({ level }) => level)).toEqual(['fault'])
    expect(text).toMatch(/refuses this shop \(SIGN_ERROR\)[\s\S]*WECHAT_PAY_PRIVATE_KEY_FILE and WECHAT_PAY_SERIAL/)
    expect(exitCode(findings)).toBe(1)
  })

  test('a word that the table does not know is passed on', async () => {
    await payFault({ path: '/v3/pay/transactions/out-trade-no/:no', status: 403, code: 'RULE_LIMIT' })
    expect((await open()).text).toMatch(/RULE_LIMIT[\s\S]*Look up RULE_LIMIT/)
  })

  test('silence is told from a refusal', async () => {
    const gone = await serve(readyShop)
    await Promise.all(servers.splice(-1).map((server) => new Promise((resolve) => server.close(resolve))))
    expect((await open(gone)).text).toMatch(/gave no answer[\s\S]*api\.mch\.weixin\.qq\.com/)
  })

  test.each([
    ['off', 'warning'],
    ['sandbox', 'ok'],
  ] as const)('%s is a %s', async (mode, level) => {
    const { about } = await look({ config: { pay: { mode, wechat: null } } })
    expect(about('payments').map((finding) => finding.level)).toEqual([level])
  })
})
