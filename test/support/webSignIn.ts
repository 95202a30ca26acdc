import type { Consent } from '../../contract/identity'
import { CONSENT, type IdentityApp } from './identity'

/** Of an HTTP answer, what a browser acts on. */
interface Answer {
  statusCode: number
  headers: Record<string, unknown>
  cookies: { name: string; value: string }[]
}

/** A browser over `app.inject`: it keeps cookies, and a test says where it goes. */
export class Browser {
  readonly jar = new Map<string, string>()

  constructor(
    private readonly t: IdentityApp,
    private readonly app = t.app,
  ) {}

  /** To the shop, as a page that is being opened. */
  async visit(url: string, accept = 'text/html') {
    return this.keep(await this.app.inject({ url, headers: { accept, 'sec-fetch-site': 'cross-site' }, cookies: Object.fromEntries(this.jar), remoteAddress: address() }))
  }

  async post(url: string, body: object) {
    const headers = { 'sec-fetch-site': 'same-origin', 'x-client': 'h5' }
    return this.keep(await this.app.inject({ method: 'POST', url, payload: body, headers, cookies: Object.fromEntries(this.jar), remoteAddress: address() }))
  }

  /** Begins a sign-in; answers the page of WeChat to go to. */
  async start(way: 'oa' | 'web' = 'oa', returnTo = '/product?id=p1', consent: Consent = CONSENT): Promise<string> {
    const response = await this.post('/v1/auth/wechat/web', { way, returnTo, consent })
    if (response.statusCode !== 200) throw new Error(response.body)
    return response.json<{ url: string }>().url
  }

  /** What the shopper does on WeChat's page; answers the way back, as path and query. */
  async agree(page: string, shopper: string): Promise<string> {
    const { pathname, search } = new URL(page)
    const scope = new URL(page).searchParams.get('scope')
    if (scope === 'snsapi_base') {
      const silent = await this.t.wechat.inject({ url: `${pathname}${search}`, headers: { cookie: `wechat_of_this_phone=${encodeURIComponent(shopper)}` } })
      return pathOf(silent)
    }
    return pathOf(await this.t.wechat.inject(`/sandbox/web/agree${search}&shopper=${encodeURIComponent(shopper)}`))
  }

  async refuse(page: string): Promise<string> {
    return pathOf(await this.t.wechat.inject(`/sandbox/web/refuse${new URL(page).search}`))
  }

  /** The whole way, over both of WeChat's pages where the first knows nobody. */
  async signIn(shopper: string, way: 'oa' | 'web' = 'oa', consent: Consent = CONSENT) {
    const first = await this.visit(await this.agree(await this.start(way, undefined, consent), shopper))
    const onwards = String(first.headers['location'])
    return onwards.startsWith('/') ? first : this.visit(await this.agree(onwards, shopper))
  }

  async me() {
    return this.keep(await this.app.inject({ url: '/v1/me', headers: { 'x-client': 'h5' }, cookies: Object.fromEntries(this.jar) }))
  }

  private keep<T extends Answer>(response: T): T {
    for (const { name, value } of response.cookies) {
      if (value === '') this.jar.delete(name)
      else this.jar.set(name, value)
    }
    return response
  }
}

function pathOf(response: Answer & { body: string }): string {
  if (response.statusCode !== 302) throw new Error(response.body)
  const { pathname, search } = new URL(String(response.headers['location']))
  return `${pathname}${search}`
}

let caller = 0
/** Rate limits count by address: each request from another. */
function address(): string {
  caller += 1
  return `10.9.${(caller >> 8) & 255}.${caller & 255}`
}
