import type { PaymentStarted } from '@contract/payments'
import type { KeyValueStorage, OtherTabs, Payer, PayReturn, Platform, WebSignIn, WechatLogin } from '@/platform/platform'

export interface FakePlatform extends Omit<Platform, 'tabs'> {
  /** None, unless a test puts some here before its store is made. */
  tabs: OtherTabs | null
  payer: { channel: Payer['channel']; pay: jest.Mock<ReturnType<Payer['pay']>, Parameters<Payer['pay']>> }
  /** What storage holds, for a test to look into or to fill. */
  kept: Map<string, unknown>
  goOnline(isOnline: boolean): void
}

export type FakeWechat = { [Key in keyof WechatLogin]: WechatLogin[Key] extends (...args: never[]) => unknown ? jest.Mock : WechatLogin[Key] }

export function makeFakeWechat(over: Partial<FakeWechat> = {}): FakeWechat {
  let count = 0
  return {
    phoneCodeSupported: true,
    getCode: jest.fn(() => Promise.resolve(`code-${++count}`)),
    isSessionKeyAlive: jest.fn(() => Promise.resolve(true)),
    getSignedUserInfo: jest.fn(() => Promise.resolve(null)),
    ...over,
  }
}

export type FakeWebSignIn = { -readonly [Key in keyof WebSignIn]: WebSignIn[Key] extends (...args: never[]) => unknown ? jest.Mock<ReturnType<WebSignIn[Key]>> : WebSignIn[Key] }

/** A browser that can show a page of WeChat; `result` is forgotten as in a browser. */
export function makeFakeWebSignIn(over: Partial<FakeWebSignIn> = {}): FakeWebSignIn {
  const fake: FakeWebSignIn = { way: 'oa', here: jest.fn(() => '/product?id=p1'), leaveFor: jest.fn(), result: jest.fn(() => null), forgetResult: jest.fn(), ...over }
  fake.forgetResult.mockImplementation(() => void fake.result.mockReturnValue(null))
  return fake
}

/** H5 without `wechat`, else the mini-program. */
export function makeFakePlatform(wechat: FakeWechat | null = null, webSignIn: FakeWebSignIn | null = null): FakePlatform {
  const kept = new Map<string, unknown>()
  const listeners = new Set<(isOnline: boolean) => void>()
  let ids = 0
  return {
    kind: wechat ? 'weapp' : 'h5',
    wechat,
    privacy: null,
    webSignIn,
    payer: { channel: wechat ? 'weapp' : 'h5', pay: jest.fn((_started: PaymentStarted, _returnTo: string) => Promise.resolve<PayReturn>(wechat ? 'back' : 'away')) },
    kept,
    storage: storageOver(kept),
    connectivity: {
      isOnline: () => Promise.resolve(true),
      onChange: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    tabs: null,
    goOnline: (isOnline) => listeners.forEach((listener) => listener(isOnline)),
    newId: () => `id-${++ids}`,
    markTab: jest.fn(),
    mayHaveSession: () => true,
    forgetSession: jest.fn(),
  }
}

function storageOver(kept: Map<string, unknown>): KeyValueStorage {
  return {
    getItem: (key) => Promise.resolve(kept.get(key) ?? null),
    // What is kept is a copy, as a real storage makes one.
    setItem: (key, value) => Promise.resolve(void kept.set(key, JSON.parse(JSON.stringify(value)))),
    removeItem: (key) => Promise.resolve(void kept.delete(key)),
  }
}
