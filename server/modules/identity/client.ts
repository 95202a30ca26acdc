import type { FastifyRequest } from 'fastify'
import { deviceOf } from './device'

/** How a session travels: a token in the mini-program's storage, or a cookie that a browser's scripts never see. */
export type ClientKind = 'weapp' | 'h5'

/** The mini-program and WeChat DevTools send this referrer; no page in a browser can. */
const MINI_PROGRAM_REFERRER = 'https://servicewechat.com/'

/**
 * Which of the two is calling. A browser cannot pass for a mini-program: `Sec-Fetch-Site`, `Origin` and `Referer` are
 * out of reach of its scripts, so a script that got into the page never has a token put into its hands.
 */
export function clientKind(request: FastifyRequest): ClientKind {
  const { referer, origin } = request.headers
  if (referer?.startsWith(MINI_PROGRAM_REFERRER)) return 'weapp'
  // Safari before 16.4 sends no `Sec-Fetch-Site`, but names the origin of every write, whatever else the script says.
  if (request.headers['sec-fetch-site'] !== undefined || origin !== undefined) return 'h5'
  return request.headers['x-client'] === 'h5' ? 'h5' : 'weapp'
}

/** The caller's network, for the record: without the part that tells one line from another: /24 of IPv4, /48 of IPv6. */
export function networkOf(ip: string): string {
  const v4 = ip.replace(/^::ffff:(?=\d+\.)/, '')
  if (v4.includes('.')) return `${v4.split('.').slice(0, 3).join('.')}.0/24`
  const [head = ''] = ip.split('::')
  const groups = [...head.split(':').filter(Boolean), '0', '0', '0'].slice(0, 3)
  return `${groups.join(':')}::/48`
}

/** Who asks, for the record of what happened. */
export interface Caller {
  client: ClientKind
  ip: string
  requestId: string
  /** In words. */
  device: string
  /** The session that the request came in, if any: a sign-in replaces it. */
  sessionId: string | null
}

export function callerOf(request: FastifyRequest): Caller {
  const client = clientKind(request)
  const device = deviceOf(client, request.headers['user-agent'])
  return { client, ip: request.ip, requestId: request.id, device, sessionId: request.session?.id ?? null }
}
