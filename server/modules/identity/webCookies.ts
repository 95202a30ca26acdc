import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SIGN_IN_RESULT_COOKIE } from '@contract/cookies'
import type { ProblemCode } from '@contract/problemCodes'
import { hostCookieName, hostCookieOptions } from '../../plugins/sessionCookie'
import { STATE_LIFE_MS } from './webStates'

const BROWSER_BYTES = 32
/** Read by the page that the redirect leads to. */
const RESULT_LIFE_SECONDS = 120

const browserCookie = (request: FastifyRequest): string => hostCookieName(request, 'wechat_browser')

/** Which browser this is, for as long as a sign-in takes; '' for one that began none. */
export function readBrowser(request: FastifyRequest): string {
  return request.cookies[browserCookie(request)] ?? ''
}

/** The same, marking the browser if it is not yet. One mark for all its tabs: a second sign-in must not spoil the first. */
export function markBrowser(request: FastifyRequest, reply: FastifyReply): string {
  const known = readBrowser(request)
  const value = /^[A-Za-z0-9_-]{43}$/.test(known) ? known : randomBytes(BROWSER_BYTES).toString('base64url')
  void reply.setCookie(browserCookie(request), value, { ...hostCookieOptions(request), maxAge: STATE_LIFE_MS / 1000 })
  return value
}

/** Leaves word for the page of how the sign-in ended. */
export function leaveResult(request: FastifyRequest, reply: FastifyReply, result: 'ok' | ProblemCode): void {
  void reply.setCookie(SIGN_IN_RESULT_COOKIE, result, { ...hostCookieOptions(request), httpOnly: false, maxAge: RESULT_LIFE_SECONDS })
}
