import { CONSENT_VERSION } from '../../contract/limits'
import type { BenchShop } from './benchShop'
import { measure, timesOf, type Measurement, type Scenario } from './measure'

const SHOPPERS = 300
/** Every sign-in takes a fresh code; an account keeps ten sessions, so that so many drop none. */
const SIGN_INS = 1200
const REFRESHES = 600
const LOOKS = 6000

interface Started {
  token: string
}

/** Sign-in of a shopper who is known, who-am-I, and the refresh of a session that has run out, as the mini-program does them. */
export async function measureIdentity(shop: BenchShop): Promise<Measurement[]> {
  const names = Array.from({ length: SHOPPERS }, (_, i) => `bench-${i}`)
  const tokens = await signUpAll(shop, names)
  const looks = rotation(tokens)
  // Warm-up, unmeasured: the first calls compile and fill pools.
  await measure(shop, 'warm-up', SHOPPERS, async (call) => (await call('GET', '/v1/me', { token: looks() })).status === 200)

  const codes = await loginCodes(shop, names, timesOf(SIGN_INS) + timesOf(REFRESHES))
  const code = () => codes.pop() ?? ''
  const results = [
    await measure(shop, 'sign-in', SIGN_INS, async (call) => (await signIn(call, code())) !== null),
    await measure(shop, 'who am I', LOOKS, async (call) => (await call('GET', '/v1/me', { token: looks() })).status === 200),
  ]
  const expired = rotation(await expireAll(shop, tokens))
  return [...results, await measure(shop, 'refresh', REFRESHES, (call) => refresh(call, expired(), code()))]
}

/** What the app does when a call meets a session that has run out: a new one by a code, and the call again. */
async function refresh(call: Parameters<Scenario>[0], token: string, code: string): Promise<boolean> {
  if ((await call('GET', '/v1/me', { token })).status !== 401) return false
  const renewed = await signIn(call, code)
  return renewed !== null && (await call('GET', '/v1/me', { token: renewed })).status === 200
}

async function signIn(call: Parameters<Scenario>[0], code: string): Promise<string | null> {
  const answer = await call('POST', '/v1/auth/wechat', { body: { code } })
  return answer.status === 200 ? (JSON.parse(answer.body) as Started).token : null
}

async function signUpAll(shop: BenchShop, names: string[]): Promise<string[]> {
  const codes = await loginCodes(shop, names, names.length)
  const tokens: string[] = []
  for (const code of codes) {
    const answer = await post<Started>(`${shop.url}/v1/auth/wechat`, { code, consent: { version: CONSENT_VERSION } })
    tokens.push(answer.token)
  }
  return tokens
}

/** What weeks would do. */
async function expireAll(shop: BenchShop, tokens: string[]): Promise<string[]> {
  await shop.db.updateTable('session').set({ expires_at: new Date(Date.now() - 1000) }).execute()
  // The server remembers a session for a second.
  await new Promise((resolve) => setTimeout(resolve, 1500))
  return tokens
}

async function loginCodes(shop: BenchShop, names: string[], count: number): Promise<string[]> {
  const next = rotation(names)
  const codes: string[] = []
  while (codes.length < count) codes.push((await post<{ code: string }>(`${shop.wechatUrl}/sandbox/login`, { shopper: next() })).code)
  return codes
}

async function post<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', 'x-client': 'weapp' }, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return (await response.json()) as T
}

/** Hands out the items in turn, for ever. */
function rotation<T>(items: readonly T[]): () => T {
  let at = -1
  return () => {
    at = (at + 1) % items.length
    return items[at] as T
  }
}
