import type { WechatSignIn } from '@contract/identity'
import type { PaymentChannel, PaymentStarted } from '@contract/payments'
import type { ProblemCode } from '@contract/problemCodes'
import type { WebWay } from '@contract/webSignIn'

/**
 * What getUserInfo still gives on old clients, sent along with a sign-in: the raw string with its signature, and, encrypted
 * under the session_key of the last `wx.login`, a name and a unionid.
 */
export type SignedUserInfo = Required<Pick<WechatSignIn, 'rawData' | 'signature' | 'encryptedData' | 'iv'>>

/** The mini-program's own sign-in. H5 has none: the functions that Taro offers there only reject. */
export interface WechatLogin {
  /** Whether the phone button answers with a code (base library 2.21.2 and later) instead of encrypted data. */
  readonly phoneCodeSupported: boolean
  /** A fresh `wx.login` code: 5 minutes, one use. Rejects with ApiFailure. */
  getCode(): Promise<string>
  /** Whether the session_key of the last `wx.login` still holds. It says nothing about the key that the server keeps. */
  isSessionKeyAlive(): Promise<boolean>
  /** Null wherever it was not granted before, or would only answer an anonymous name. It never asks and never rejects. */
  getSignedUserInfo(): Promise<SignedUserInfo | null>
}

/** WeChat's own privacy agreement, which unlocks private calls such as the address list. */
export interface PrivacyGuard {
  /** A private call waits; the listener's argument lets it go on, or fails it. */
  onNeeded(listener: (answer: (isAgreed: boolean) => void) => void): void
  /** Whether the shopper has yet to agree on this phone. */
  isNeeded(): Promise<boolean>
  /** WeChat's own page with the contract that the merchant has declared. Never rejects. */
  openContract(): Promise<void>
}

/** Signing in on WeChat's own page, to which a browser goes and from which it comes back: H5 alone. */
export interface WebSignIn {
  /** Which of WeChat's pages this browser could show; null in the ordinary browser of a phone. */
  readonly way: WebWay | null
  /** This page's address, as the way back. */
  here(): string
  leaveFor(url: string): void
  /** How the sign-in ended that led here. Null where none did, or it was taken note of already. */
  result(): 'ok' | ProblemCode | null
  forgetResult(): void
}

/** Where the shopper is after he was led to pay. `away`: the browser is on its way to another page, and comes back. */
export type PayReturn = 'back' | 'cancelled' | 'away'

/** Letting the shopper pay. What it answers about the money is never believed: the server is asked. */
export interface Payer {
  readonly channel: PaymentChannel
  /** `returnTo` is a path of the app's. Rejects with ApiFailure where the phone could not open the payment. */
  pay(started: PaymentStarted, returnTo: string): Promise<PayReturn>
}

/** Small and synchronous underneath, on both platforms: the first screen does not wait for it. */
export interface KeyValueStorage {
  /** Null where nothing is kept. */
  getItem(key: string): Promise<unknown>
  /** Plain data; the platform serialises it. */
  setItem(key: string, value: unknown): Promise<void>
  removeItem(key: string): Promise<void>
}

export interface Connectivity {
  isOnline(): Promise<boolean>
  /** Answers the function that ends the subscription. */
  onChange(listener: (online: boolean) => void): () => void
}

/** Other tabs of the same browser: they share its storage and the session's cookie. */
export interface OtherTabs {
  /** One of them has written under this key. */
  onStored(key: string, listener: () => void): void
  /** A session began or ended in one of them. */
  onSession(listener: () => void): void
  /** A session began or ended here. */
  tellSession(): void
}

/** Everything that differs between the mini-program and H5 and that thunks need; given to them as `extra.platform`. */
export interface Platform {
  readonly kind: 'weapp' | 'h5'
  readonly wechat: WechatLogin | null
  readonly privacy: PrivacyGuard | null
  readonly webSignIn: WebSignIn | null
  readonly payer: Payer
  readonly storage: KeyValueStorage
  readonly connectivity: Connectivity
  /** H5 alone. */
  readonly tabs: OtherTabs | null
  newId(): string
  /** Shows a number at a tab of WeChat's own bar; H5 draws its bar itself. */
  markTab(index: number, count: number): void
  /** False where nobody can be signed in, so that nobody needs to ask the server who it is. */
  mayHaveSession(): boolean
  /** Takes away what `mayHaveSession` sees: who has signed out is a guest at the next start, whatever the server has heard. */
  forgetSession(): void
}
