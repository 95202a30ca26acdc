import { randomInt } from 'node:crypto'
import { addOperator } from '../../server/modules/orders/merchant/operators'
import type { Role } from '../../server/modules/orders/merchant/roles'
import { MANAGER, type OrderApp } from './orders'

type Response = Awaited<ReturnType<OrderApp['app']['inject']>>

/** One of the merchant's people at a browser: keeps the cookie, sends what a form sends. */
export class MerchantBrowser {
  cookies: Record<string, string> = {}
  readonly address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`

  constructor(private readonly t: OrderApp) {}

  async get(url: string): Promise<Response> {
    return this.t.app.inject({ url, cookies: this.cookies, remoteAddress: this.address, headers: { accept: 'text/html' } })
  }

  /** As its own page sends it; `fields` may leave out or overwrite the key, `headers` where it comes from. */
  async post(url: string, fields: Record<string, string> = {}, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }): Promise<Response> {
    const body = new URLSearchParams({ ...(Object.keys(this.cookies).length > 0 ? { formKey: await this.formKey() } : {}), ...fields })
    return this.send(url, body.toString(), headers)
  }

  async send(url: string, payload: string, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }): Promise<Response> {
    const response = await this.t.app.inject({
      method: 'POST',
      url,
      cookies: this.cookies,
      remoteAddress: this.address,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload,
    })
    for (const { name, value } of response.cookies) this.cookies = value === '' ? {} : { ...this.cookies, [name]: value }
    return response
  }

  /** From the sign-out form, which is on every page. */
  async formKey(): Promise<string> {
    return /name="formKey" value="([^"]+)"/.exec((await this.get('/merchant/orders')).body)?.[1] ?? ''
  }
}

let made = 0

/** Somebody of this role, signed in. */
export async function signInAs(t: OrderApp, role: Role): Promise<MerchantBrowser & { name: string; token: string }> {
  const name = `${role}-${(made += 1)}`
  const token = await addOperator(t.deps, MANAGER, { name, role })
  const browser = new MerchantBrowser(t)
  const response = await browser.post('/merchant/sign-in', { token })
  if (response.statusCode !== 303) throw new Error(response.body)
  return Object.assign(browser, { name, token })
}

/** What a reader gets of a page: its words, without the markup. */
export function wordsOf({ body }: Response): string {
  return body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

/** The sentence that is read out at once. */
export function alertOf({ body }: Response): string | null {
  return /role="alert">([^<]+)</.exec(body)?.[1] ?? null
}
