import type { Me } from '@contract/identity'
import { initialSession } from '@/features/session/sessionSlice'
import type { AppExtra } from '@/store/extra'
import { makeStore, type RootState } from '@/store/makeStore'
import { makeClock } from './clock'
import { makeMe } from './factories'
import { makeFakeApi } from './fakeApi'
import { makeFakePlatform, makeFakeWechat, type FakeWebSignIn, type FakeWechat } from './fakePlatform'

interface ShopOptions extends Partial<Pick<AppExtra, 'intents' | 'loadsAfterSignIn'>> {
  /** The mini-program with this WeChat; null is H5. */
  wechat?: FakeWechat | null
  /** H5 in a browser that can go to WeChat's page. */
  webSignIn?: FakeWebSignIn | null
  preloadedState?: Partial<RootState>
  isPersisted?: boolean
}

/** A real store over a fake backend and platform: the mini-program unless `wechat` is null. */
export function makeShop({ wechat = makeFakeWechat(), webSignIn = null, preloadedState, isPersisted, ...wiring }: ShopOptions = {}) {
  const api = makeFakeApi()
  const platform = makeFakePlatform(wechat, webSignIn)
  const clock = makeClock()
  const store = makeStore({ extra: { api, platform, clock, ...wiring }, preloadedState, isPersisted })
  return { api, platform, clock, wechat, store, state: () => store.getState() }
}

/** State of somebody signed in. */
export function memberState(me: Partial<Me> = {}, token: string | null = 'token-0'): Partial<RootState> {
  return { session: { ...initialSession, status: 'member', token, epoch: 1 }, user: { me: makeMe(me) } }
}

export const guestState: Partial<RootState> = { session: { ...initialSession, status: 'guest' } }

/** A promise that the test settles. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}

/** Lets everything run that waits for settled promises only. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0))
}
