import type { ProblemCode } from '@contract/problemCodes'
import type { AuthWays, WebSignInStart, WebWay } from '@contract/webSignIn'
import { inTransaction } from '../../database/transaction'
import { ProblemError, problem } from '../../errors'
import type { WebScope, WechatWebClient, WechatWebLogin } from '../../wechat/webClient'
import { fillNickname, recordConsent } from './accounts'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import type { StartedSession } from './sessions'
import { issueState, takeState, type WebState } from './webStates'
import { enterByWechat } from './wechatIdentities'

/** Where WeChat's pages lead back to. */
export const CALLBACK_PATH = '/v1/auth/wechat/callback'

export interface Callback {
  /** Missing when the shopper refused. */
  code: string
  state: string
}

export type WebOutcome =
  | { kind: 'signedIn'; started: StartedSession; returnTo: string }
  /** Known to nobody by the openid alone: WeChat's page has to ask. */
  | { kind: 'ask'; url: string }
  | { kind: 'failed'; code: ProblemCode; returnTo: string }

/** The ways that this shop has keys for. */
export function waysOf({ wechatWeb }: IdentityDeps): AuthWays {
  return { oa: wechatWeb.oa !== null, web: wechatWeb.web !== null }
}

/** Begins a sign-in; answers the page of WeChat to go to. Throws `sign_in_way_off`. */
export async function startWebSignIn(deps: IdentityDeps, { way, returnTo, consent, undoDeletion = false }: WebSignInStart, browser: string): Promise<string> {
  return askAt(deps, browser, { way, scope: clientOf(deps, way).firstScope, returnTo, consent, undoDeletion })
}

/**
 * The shopper is back from WeChat's page. Every expected end is an outcome rather than an error: he sits before a
 * browser, and has to be led back to where he was.
 */
export async function finishWebSignIn(deps: IdentityDeps, callback: Callback, browser: string, caller: Caller): Promise<WebOutcome> {
  const taken = await takeState(deps, callback.state, browser)
  if (!taken.isGood) {
    await recordEvent(deps, caller, { kind: 'signIn', result: 'sign_in_state_invalid', detail: 'web' })
    return { kind: 'failed', code: 'sign_in_state_invalid', returnTo: taken.returnTo ?? '/' }
  }
  const { state } = taken
  try {
    return { kind: 'signedIn', started: await signIn(deps, state, callback.code, caller), returnTo: state.returnTo }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (error.code === 'not_registered') return { kind: 'ask', url: await askAt(deps, browser, { ...state, scope: 'snsapi_userinfo' }) }
    // A preview's made-up shopper is nobody: not even the attempt is kept.
    if (error.code !== 'wechat_snapshot_user') await recordEvent(deps, caller, { kind: 'signIn', result: error.code, detail: state.way })
    return { kind: 'failed', code: error.code, returnTo: state.returnTo }
  }
}

async function askAt(deps: IdentityDeps, browser: string, state: WebState): Promise<string> {
  const client = clientOf(deps, state.way)
  return client.pageUrl({ scope: state.scope, state: await issueState(deps, browser, state), redirectUri: `${deps.publicUrl}${CALLBACK_PATH}` })
}

async function signIn(deps: IdentityDeps, { way, scope, consent, undoDeletion }: WebState, code: string, caller: Caller): Promise<StartedSession> {
  if (code === '') throw problem('wechat_refused')
  const client = clientOf(deps, way)
  const login = await client.exchangeCode(code)
  if (login.isSnapshotUser) throw problem('wechat_snapshot_user')
  return inTransaction(deps.db, async (trx) => {
    const subject = { provider: way, appId: client.appId, openid: login.openid, unionid: login.unionid }
    const entry = await enterByWechat(trx, deps, subject, signsUp(scope) ? consent : undefined, caller, undoDeletion)
    await recordConsent(trx, deps, entry.userId, consent, caller)
    await takeNickname(trx, entry.userId, login)
    const started = await deps.sessions.start(trx, entry.userId, entry, caller)
    await recordEvent(deps, caller, { kind: entry.isNewUser ? 'signUp' : 'signIn', result: 'ok', userId: entry.userId, sessionId: started.session.id, detail: way }, trx)
    return started
  })
}

/**
 * The silent scope brings no unionid: who is unknown by it may well have an account through the mini-program, and would
 * get a second one.
 */
function signsUp(scope: WebScope): boolean {
  return scope !== 'snsapi_base'
}

async function takeNickname(trx: Parameters<typeof fillNickname>[0], userId: string, { nickname }: WechatWebLogin): Promise<void> {
  if (nickname !== null) await fillNickname(trx, userId, nickname)
}

function clientOf({ wechatWeb }: IdentityDeps, way: WebWay): WechatWebClient {
  const client = wechatWeb[way]
  if (!client) throw problem('sign_in_way_off')
  return client
}
