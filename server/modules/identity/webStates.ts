import { createHash, randomBytes } from 'node:crypto'
import type { Consent } from '@contract/identity'
import type { WebWay } from '@contract/webSignIn'
import type { WebScope } from '../../wechat/webClient'
import type { IdentityDeps } from './deps'

/** How long a shopper may look at WeChat's page. */
export const STATE_LIFE_MS = 10 * 60_000

const STATE_BYTES = 32

/** What a sign-in on WeChat's page has to remember until the shopper is back. */
export interface WebState {
  way: WebWay
  scope: WebScope
  returnTo: string
  consent: Consent
  undoDeletion: boolean
}

/** A refused state may still know where its browser came from. */
export type TakenState = { isGood: true; state: WebState } | { isGood: false; returnTo: string | null }

/**
 * WeChat knows no PKCE: `state` alone tells our own sign-in from one that somebody else began and slipped to this
 * browser. So it is random, kept as a hash, bound to the browser by `browser` (the value of its cookie), and short-lived.
 */
export async function issueState(deps: IdentityDeps, browser: string, { way, scope, returnTo, consent, undoDeletion }: WebState): Promise<string> {
  // Hexadecimal: WeChat hands back letters and digits alone.
  const value = randomBytes(STATE_BYTES).toString('hex')
  await deps.db
    .insertInto('web_sign_in')
    .values({
      state_hash: hash(value),
      browser_hash: hash(browser),
      way,
      scope,
      return_to: returnTo,
      consent_version: consent.version,
      allows_analytics: consent.analytics ?? false,
      undo_deletion: undoDeletion,
      expires_at: new Date(deps.clock.now() + STATE_LIFE_MS),
      used_at: null,
    })
    .execute()
  return value
}

/** Spends a state: of any number who come with it at once, one gets it. In another browser it is not even found. */
export async function takeState(deps: IdentityDeps, value: string, browser: string): Promise<TakenState> {
  const now = new Date(deps.clock.now())
  const row = await deps.db
    .updateTable('web_sign_in')
    .set({ used_at: now })
    .where('state_hash', '=', hash(value))
    .where('browser_hash', '=', hash(browser))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['way', 'scope', 'return_to', 'consent_version', 'allows_analytics', 'undo_deletion'])
    .executeTakeFirst()
  if (row) {
    const consent = { version: row.consent_version, analytics: row.allows_analytics }
    return { isGood: true, state: { way: row.way, scope: row.scope, returnTo: row.return_to, consent, undoDeletion: row.undo_deletion } }
  }
  return { isGood: false, returnTo: await wayBack(deps, value, browser) }
}

async function wayBack(deps: IdentityDeps, value: string, browser: string): Promise<string | null> {
  const row = await deps.db
    .selectFrom('web_sign_in')
    .select('return_to')
    .where('state_hash', '=', hash(value))
    .where('browser_hash', '=', hash(browser))
    .executeTakeFirst()
  return row?.return_to ?? null
}

/** Unkeyed and fast on purpose: 256 random bits cannot be guessed back from it. */
function hash(value: string): string {
  return createHash('sha256').update(value).digest('base64url')
}
