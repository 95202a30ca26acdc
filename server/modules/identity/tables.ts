import type { Generated } from 'kysely'
import type { ConsentPurpose } from '@contract/privacy'
import type { WebWay } from '@contract/webSignIn'
import type { CodePurpose } from '../../sms/sender'
import type { WebScope } from '../../wechat/webClient'
import type { ClientKind } from './client'

export interface UserAccountTable {
  id: string
  nickname: string | null
  avatar_url: string | null
  /** The text agreed to last; the `consent` table holds all. */
  consent_version: string | null
  /** The text under which usage statistics were allowed; null while they are not. */
  analytics_consent_version: string | null
  /** As whom statistics know him (`tracked.ts`); null while they are not allowed. Left out on insert: null. */
  analytics_mark: Generated<string | null>
  /**
   * Only `active` accounts have sessions that work. `disabled`: by the shop. `deleting`: by the shopper, until
   * the cool-off is over. `merged`: what was here belongs to another account now.
   */
  status: 'active' | 'disabled' | 'deleting' | 'merged'
  /** Of a `merged` account: the one that it signs in to. Left out on insert: null. */
  merged_into: Generated<string | null>
  created_at: Date
  last_signed_in_at: Date
}

/** Through which of the shop's apps at WeChat: the mini-program, the official account (H5 inside WeChat), the website app. */
export type WechatProvider = 'weapp' | WebWay

export interface IdentityTable {
  id: string
  user_id: string
  provider: WechatProvider
  app_id: string
  openid: string
  unionid: string | null
  /** Sealed. Null once dropped. */
  session_key: string | null
  /** Keyed hash of the key, kept after the drop: the same key coming back stays dropped. */
  session_key_mark: string | null
  /** Failed decrypts under this key. */
  decrypt_failures: number
  /** A session of it was ended from another device: no silent sign-in until the shopper signs in by a tap. */
  ended_elsewhere_at: Date | null
  created_at: Date
  last_used_at: Date
}

/** Which user a unionid leads to. A table of its own, so that two first sign-ins at once cannot make two users. */
export interface UnionLinkTable {
  unionid: string
  user_id: string
}

/** A verified number and its one owner. */
export interface PhoneBindingTable {
  phone_mark: string
  user_id: string
  /** Sealed. */
  phone: string
  verified_at: Date
}

export interface ConsentTable {
  id: string
  user_id: string
  purpose: Generated<ConsentPurpose>
  version: string
  channel: ClientKind
  given_at: Date
  /** Null while it stands, and of one that a newer version followed. */
  withdrawn_at: Date | null
  withdrawn_channel: ClientKind | null
}

/** Accounts that were asked to be deleted (status `deleting`), until they are erased or the shopper comes back. */
export interface AccountDeletionTable {
  user_id: string
  requested_at: Date
  due_at: Date
}

export interface SessionTable {
  id: string
  /** SHA-256 of the token; the token itself is kept nowhere. */
  token_hash: string
  user_id: string
  /** The identity that signed in; null after an SMS sign-in. */
  identity_id: string | null
  /** Keyed hash of the number that signed in; null after a sign-in by WeChat. Left out on insert: null. */
  phone_mark: Generated<string | null>
  client: ClientKind
  /** In words, as its owner would name it; see `device.ts`. */
  device: string
  /** City of the sign-in, in words; see `place.ts`. */
  place: string
  created_at: Date
  last_seen_at: Date
  /** When the shopper last showed who he is: by the sign-in, or again since. */
  proven_at: Date
  expires_at: Date
  /** Signed in by the number of a dormant account, without a second proof yet. Left out on insert: false. */
  is_limited: Generated<boolean>
}

/** What a shopper signed in from before: a repetition is no news to him. */
export interface KnownDeviceTable {
  user_id: string
  client: ClientKind
  device: string
  place: string
  last_signed_in_at: Date
}

/** Login codes that were accepted, so that no two instances accept one. */
export interface LoginCodeUseTable {
  code_hash: string
  used_at: Date
}

/** A sign-in under way on WeChat's own page. Used and expired ones stay for an hour: they still know the way back. */
export interface WebSignInTable {
  /** SHA-256 of the `state`. */
  state_hash: string
  /** SHA-256 of the cookie of the browser that began it. */
  browser_hash: string
  way: WebWay
  scope: WebScope
  return_to: string
  consent_version: string
  /** The shopper wants his account back. */
  undo_deletion: Generated<boolean>
  /** He allowed usage statistics as a guest; see `adoptTracking`. */
  allows_analytics: boolean
  expires_at: Date
  used_at: Date | null
}

/** Locked by every send and every guess for a number: limits per number hold under any concurrency. */
export interface SmsNumberTable {
  phone_mark: string
  failures: number
  failures_since: Date
}

export interface SmsCodeTable {
  id: string
  phone_mark: string
  purpose: CodePurpose
  /** Who may use it; null for a sign-in. */
  user_id: string | null
  code_mark: string
  attempts: number
  place_mark: string
  created_at: Date
  expires_at: Date
  used_at: Date | null
}

export interface AuthEventTable {
  id: string
  at: Date
  kind: string
  /** `ok` or a problem code. */
  result: string
  user_id: string | null
  /** The other account that it was about, such as the owner of a unionid. Ids stand in columns alone: an erasure finds them there. */
  other_user_id: string | null
  session_id: string | null
  /** Keyed hash of the number, where one was named. */
  phone_mark: string | null
  client: ClientKind | 'server'
  /** Network of the caller, cut to /24 or /48: enough for an investigation, no single line. */
  place: string
  request_id: string
  detail: string | null
}

/** A unionid that this user's WeChat brought, and that leads to another user. Gone once it leads here. */
export interface UnionConflictTable {
  user_id: string
  unionid: string
  found_at: Date
}

/** Tries at the second proof of a dormant account. */
export interface DormancyProofTable {
  user_id: string
  failures: number
  failures_since: Date
}

export interface IdentityTables {
  user_account: UserAccountTable
  identity: IdentityTable
  union_link: UnionLinkTable
  phone_binding: PhoneBindingTable
  consent: ConsentTable
  account_deletion: AccountDeletionTable
  session: SessionTable
  known_device: KnownDeviceTable
  login_code_use: LoginCodeUseTable
  web_sign_in: WebSignInTable
  sms_number: SmsNumberTable
  sms_code: SmsCodeTable
  auth_event: AuthEventTable
  union_conflict: UnionConflictTable
  dormancy_proof: DormancyProofTable
}
