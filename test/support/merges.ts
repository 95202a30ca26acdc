import type { SessionStarted } from '../../contract/identity'
import type { Merge, MergeStarted } from '../../contract/merges'
import { CONSENT, type IdentityApp } from './identity'

type Member = SessionStarted & { token: string }

/** What shoppers do who have two accounts. */
export function merging(t: IdentityApp) {
  /** Signs in, or up, by a one-time code to the number. */
  async function bySms(phone: string): Promise<Member> {
    t.clock.advance(60_000)
    const { code } = await t.smsCode(phone)
    const response = await t.call('POST', '/v1/auth/sms', { body: { phone, code, consent: CONSENT } })
    if (response.statusCode !== 200) throw new Error(response.body)
    return response.json()
  }

  /** A fresh code of the shopper's own WeChat. */
  const proveOwn = async (token: string, shopper: string) => t.call('POST', '/v1/me/proof', { token, body: { code: await t.wxLogin(shopper) } })

  async function start(token: string, phone: string): Promise<{ id: string; smsCode: string }> {
    t.clock.advance(60_000)
    const response = await t.call('POST', '/v1/me/merges', { token, body: { phone } })
    if (response.statusCode !== 201) throw new Error(response.body)
    return { id: response.json<MergeStarted>().merge.id, smsCode: t.sms.sent().find((message) => message.phone === phone)?.code ?? '' }
  }

  const prove = (token: string, id: string, body: object) => t.call('POST', `/v1/me/merges/${id}/proof`, { token, body })
  const confirm = (token: string, id: string) => t.call('POST', `/v1/me/merges/${id}/confirm`, { token })
  const undo = (token: string, id: string) => t.call('POST', `/v1/me/merges/${id}/undo`, { token })
  const read = async (token: string, id: string) => (await t.call('GET', `/v1/me/merges/${id}`, { token })).json<Merge>()

  /** Both sides proven, not joined yet. */
  async function ready(token: string, shopper: string, phone: string): Promise<string> {
    const { id, smsCode } = await start(token, phone)
    await proveOwn(token, shopper)
    const response = await prove(token, id, { smsCode })
    if (response.statusCode !== 200) throw new Error(response.body)
    return id
  }

  /** Joins the account of a number into a WeChat shopper's. Answers the session's new token. */
  async function join(token: string, shopper: string, phone: string): Promise<{ id: string; token: string }> {
    const id = await ready(token, shopper, phone)
    const response = await confirm(token, id)
    if (response.statusCode !== 200) throw new Error(response.body)
    return { id, token: response.json<{ token: string }>().token }
  }

  async function addAddress(token: string, recipient: string, more: object = {}): Promise<string> {
    t.clock.advance(1_000)
    const body = { recipient, phone: '13800138000', regionCode: '310101', detail: '南京东路 1 号', ...more }
    const response = await t.call('POST', '/v1/me/addresses', { token, body })
    if (response.statusCode !== 201) throw new Error(response.body)
    return response.json<{ id: string }>().id
  }

  const addresses = async (token: string) => (await t.call('GET', '/v1/me/addresses', { token })).json<{ items: { id: string; recipient: string; isDefault: boolean }[] }>().items
  const recipients = async (token: string) => (await addresses(token)).map(({ recipient }) => recipient).sort()
  const favourite = (token: string, productId: string) => t.call('PUT', `/v1/me/favourites/${productId}`, { token })
  const favourites = async (token: string) => (await t.call('GET', '/v1/me/favourites/ids', { token })).json<{ items: string[] }>().items

  return { bySms, proveOwn, start, prove, confirm, undo, read, ready, join, addAddress, addresses, recipients, favourite, favourites }
}
