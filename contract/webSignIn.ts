import { Type, type Static } from '@sinclair/typebox'
import { Strict } from './common'
import { Consent, undoDeletion } from './identity'
import { RETURN_PATHS } from './returnPaths'

/** `oa`: inside WeChat's own browser, through the official account. `web`: on a desktop, by scanning a code. */
export const WebWay = Type.Union([Type.Literal('oa'), Type.Literal('web')])

/**
 * A page of the app with its parameters. The path is one of a list: no scheme, no `//`, no backslash, nothing that a
 * browser could read as another host. Parameters are what `location.search` gives: printable ASCII without quotes,
 * angle brackets, `#` and backslash.
 */
export const ReturnPath = Type.String({
  maxLength: 1024,
  pattern: `^(${RETURN_PATHS.join('|')})(\\?[!$-;=?-\\[\\]-~]*)?$`,
  description: 'A page of the H5 app, with its query',
})

/** The agreement comes first: WeChat's page hands over who the shopper is. */
export const WebSignInStart = Type.Object({ way: WebWay, returnTo: ReturnPath, consent: Consent, undoDeletion }, Strict)

/** The page of WeChat to go to. Its `state` is good for ten minutes, once, and in this browser alone. */
export const WebSignInPage = Type.Object({ url: Type.String() })

/** Which ways through WeChat this shop has; the app offers no other. */
export const AuthWays = Type.Object({ oa: Type.Boolean(), web: Type.Boolean() })

export type WebWay = Static<typeof WebWay>
export type WebSignInStart = Static<typeof WebSignInStart>
export type WebSignInPage = Static<typeof WebSignInPage>
export type AuthWays = Static<typeof AuthWays>
