import { buildIdentityApp, type IdentityApp } from '../../support/identity'
import { RedisServer } from '../../support/redisServer'

/** Redis holds nothing but counts: whatever becomes of it, limits hold and nobody is answered with a failure. */
const LIMIT = 5
const redis = new RedisServer()
let t: IdentityApp
let other: Awaited<ReturnType<IdentityApp['instance']>>

beforeAll(async () => {
  await redis.start()
  t = await buildIdentityApp({ env: { REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: String(LIMIT) } })
  other = await t.instance()
})
afterAll(async () => {
  await other.close()
  await t.close()
  await redis.stop()
})
beforeEach(() => {
  redis.commands.length = 0
})

let lastAddress = 0
const newCaller = () => `198.51.100.${(lastAddress += 1)}`
const ask = async (remoteAddress: string, app = t.app) => (await app.inject({ url: '/v1/categories', remoteAddress })).statusCode
async function asks(count: number, remoteAddress: string): Promise<number[]> {
  const statuses: number[] = []
  for (let i = 0; i < count; i += 1) statuses.push(await ask(remoteAddress, i % 2 ? other : t.app))
  return statuses
}
/** Until both instances speak to Redis; the client knocks again by itself. */
async function connected(): Promise<void> {
  for (const app of [t.app, other]) {
    do {
      redis.commands.length = 0
      await ask(newCaller(), app)
      await new Promise((resolve) => setImmediate(resolve))
    } while (!redis.commands.includes('EXEC'))
  }
}

test('security 19: instances share their limits through Redis', async () => {
  await connected()
  const caller = newCaller()
  expect(await asks(LIMIT + 2, caller)).toEqual([...Array<number>(LIMIT).fill(200), 429, 429])
  expect(await asks(1, newCaller())).toEqual([200])
})

test('security 19: while Redis is gone each instance counts by itself: no failure, and no lifted limit', async () => {
  await connected()
  await redis.stop()
  const caller = newCaller()
  const statuses = await asks(2 * LIMIT + 4, caller)
  expect(statuses).toEqual([...Array<number>(2 * LIMIT).fill(200), 429, 429, 429, 429])
  const { token } = await t.signUp('without-redis')
  expect((await t.call('GET', '/v1/me', { token })).statusCode).toBe(200)
  expect((await t.call('GET', '/readyz')).statusCode).toBe(200)
  // The route's own limits as well.
  const sms: number[] = []
  for (let i = 0; i < 31; i += 1) sms.push((await t.call('POST', '/v1/auth/sms', { body: {}, remoteAddress: caller })).statusCode)
  expect(sms).toEqual([...Array<number>(30).fill(400), 429])

  await redis.start()
  await connected()
  expect(await asks(LIMIT + 1, newCaller())).toEqual([...Array<number>(LIMIT).fill(200), 429])
})

test('a Redis that hangs is as good as gone', async () => {
  await connected()
  redis.isMute = true
  const caller = newCaller()
  expect(await Promise.all(Array.from({ length: LIMIT + 1 }, () => ask(caller)))).toEqual(expect.arrayContaining([429, 200]))
  redis.isMute = false
})
