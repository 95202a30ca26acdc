import type { Api } from '@/api/api'
import { offline } from './factories'

type Mocked<T> = { [Key in keyof T]: T[Key] extends (...args: never[]) => unknown ? jest.Mock<ReturnType<T[Key]>, Parameters<T[Key]>> : Mocked<T[Key]> }

export type FakeApi = Mocked<Omit<Api, 'request'>> & { request: jest.Mock }

/** A backend that is out of reach until the test says what it answers: `api.me.get.mockResolvedValue(makeMe())`. */
export function makeFakeApi(): FakeApi {
  const out = () => jest.fn().mockImplementation(() => Promise.reject(offline()))
  return {
    request: out(),
    auth: { wechat: out(), sendSmsCode: out(), sms: out(), ways: out(), webPage: out(), signOut: out() },
    me: { get: out(), update: out(), verifyPhone: out() },
    addresses: { list: jest.fn().mockResolvedValue({ items: [], nextCursor: null }), create: out(), update: out(), remove: out() },
  }
}
