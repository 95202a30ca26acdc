import Fastify, { type FastifyBaseLogger } from 'fastify'
import { buildWechatSandbox } from '../../../server/sandbox/wechat/app'
import { createWechatClient, type WechatClient } from '../../../server/wechat/client'
import { testClock } from '../../support/clock'

const appId = 'wx0000000000000001'
const secret = 'an-app-secret-that-must-not-show'
const clock = testClock()
const sandbox = buildWechatSandbox({ clock, appId, secret })
const lines: string[] = []
const logger = Fastify({ logger: { level: 'trace', stream: { write: (line: string) => void lines.push(line) } } })
const log: FastifyBaseLogger = logger.log
let apiBase: string

beforeAll(async () => {
  apiBase = await sandbox.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await sandbox.close()
  await logger.close()
})
beforeEach(async () => {
  for (const url of ['/sandbox/calls', '/sandbox/faults']) await sandbox.inject({ method: 'DELETE', url })
})

const client = (changes: object = {}): WechatClient => createWechatClient({ appId, secret, apiBase, clock, log, ...changes })
const post = async <T>(url: string, payload: object) => (await sandbox.inject({ method: 'POST', url, payload })).json<T>()
const login = async (shopper: string) => (await post<{ code: string }>('/sandbox/login', { shopper })).code
const tap = (shopper: string) => post<{ code: string; encryptedData: string; iv: string }>('/sandbox/phone', { shopper })
const fault = (payload: object) => sandbox.inject({ method: 'PUT', url: '/sandbox/faults', payload })
const calls = async () => (await sandbox.inject('/sandbox/calls')).json<Record<string, number>>()
const dropTokens = () => sandbox.inject({ method: 'DELETE', url: '/sandbox/tokens' })

const TOKEN = '/cgi-bin/stable_token'
const PHONE = '/wxa/business/getuserphonenumber'

test('a login code becomes openid and session_key', async () => {
  const answer = await client().exchangeLoginCode(await login('a'))
  expect(answer).toMatchObject({ unionid: null, openid: expect.stringMatching(/^o[\w-]{27}$/) as string })
  expect(Buffer.from(answer.sessionKey, 'base64')).toHaveLength(16)
})

test('security 10: concurrent use of one code reaches WeChat once', async () => {
  const code = await login('b')
  const shared = client()
  const answers = await Promise.all(Array.from({ length: 20 }, () => shared.exchangeLoginCode(code)))
  expect(new Set(answers.map((answer) => answer.openid)).size).toBe(1)
  expect((await calls())['/sns/jscode2session']).toBe(1)
  await expect(shared.exchangeLoginCode(code)).rejects.toMatchObject({ code: 'wechat_code_invalid' })
})

describe('security 11: stable_token', () => {
  test('is fetched once under 50 parallel calls', async () => {
    const shared = client()
    const taps = await Promise.all(Array.from({ length: 50 }, () => tap('c')))
    const phones = await Promise.all(taps.map(({ code }) => shared.exchangePhoneCode(code)))
    expect(new Set(phones.map((phone) => phone.number)).size).toBe(1)
    expect(await calls()).toMatchObject({ [TOKEN]: 1, [PHONE]: 50 })
  })

  test('errcode 40001: is dropped, fetched once and tried once more, by 20 callers together', async () => {
    const shared = client()
    await shared.exchangePhoneCode((await tap('d')).code)
    await dropTokens()
    const taps = await Promise.all(Array.from({ length: 20 }, () => tap('d')))
    await Promise.all(taps.map(({ code }) => shared.exchangePhoneCode(code)))
    expect((await calls())[TOKEN]).toBe(2)
  })

  test('still bad after the second try is an error, not a loop', async () => {
    await fault({ path: PHONE, errcode: 40001, times: 10 })
    await expect(client().exchangePhoneCode((await tap('e')).code)).rejects.toMatchObject({ code: 'wechat_unavailable' })
    expect(await calls()).toMatchObject({ [TOKEN]: 2, [PHONE]: 2 })
  })

  test('is renewed before its end', async () => {
    const shared = client()
    await shared.exchangePhoneCode((await tap('f')).code)
    clock.advance(7_200_000 - 4 * 60_000 - 1_000)
    await shared.exchangePhoneCode((await tap('f')).code)
    const before = (await calls())[TOKEN] ?? 0
    clock.advance(2_000)
    await shared.exchangePhoneCode((await tap('f')).code)
    expect((await calls())[TOKEN]).toBe(before + 1)
  })

  test('a failed fetch is not kept', async () => {
    const shared = client()
    await fault({ path: TOKEN, malformed: true })
    const { code } = await tap('g')
    await expect(shared.exchangePhoneCode(code)).rejects.toMatchObject({ code: 'wechat_unavailable' })
    await expect(shared.exchangePhoneCode(code)).resolves.toMatchObject({ countryCode: '86' })
  })
})

test('errcode -1: is repeated once and then reported with Retry-After', async () => {
  await fault({ path: '/sns/jscode2session', errcode: -1, times: 2 })
  await expect(client().exchangeLoginCode(await login('h'))).rejects.toMatchObject({ code: 'wechat_unavailable', extra: { retryAfterSeconds: 5 } })
  expect((await calls())['/sns/jscode2session']).toBe(2)
})

test('trap 2: silence ends at the timeout and is not repeated: the code may be spent behind it', async () => {
  await fault({ path: '/sns/jscode2session', delayMs: 400 })
  await expect(client({ timeoutMs: 50 }).exchangeLoginCode(await login('i'))).rejects.toMatchObject({ code: 'wechat_unavailable' })
  expect((await calls())['/sns/jscode2session']).toBe(1)
})

test('nobody listening is wechat_unavailable', async () => {
  await expect(client({ apiBase: 'http://127.0.0.1:9' }).exchangeLoginCode('x')).rejects.toMatchObject({ code: 'wechat_unavailable' })
})

test('errcode 1400001: no quota is told apart, so that the app can offer SMS', async () => {
  await fault({ path: PHONE, errcode: 1400001 })
  await expect(client().exchangePhoneCode((await tap('j')).code)).rejects.toMatchObject({ code: 'wechat_quota_exhausted' })
})

test('trap 3: knows, server to server, whether a session_key is still the current one', async () => {
  const shared = client()
  const old = await shared.exchangeLoginCode(await login('k'))
  await expect(shared.isSessionKeyCurrent(old.openid, old.sessionKey)).resolves.toBe(true)
  await login('k')
  await expect(shared.isSessionKeyCurrent(old.openid, old.sessionKey)).resolves.toBe(false)
})

test('trap 5: knows whether WeChat encrypted a message', async () => {
  const { encryptedData } = await tap('l')
  await expect(client().isMessageGenuine(encryptedData)).resolves.toBe(true)
  await expect(client().isMessageGenuine(Buffer.alloc(32).toString('base64'))).resolves.toBe(false)
})

test('security 7, errcode 40125: a wrong secret alerts the operator without showing it', async () => {
  lines.length = 0
  await expect(client({ secret: 'wrong-secret-0123' }).exchangeLoginCode(await login('m'))).rejects.toMatchObject({ code: 'internal' })
  expect(lines.join('')).toContain('"level":60')
  expect(lines.join('')).toContain('40125')
  expect(lines.join('')).not.toContain('wrong-secret-0123')
})
