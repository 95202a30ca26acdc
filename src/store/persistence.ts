import { createAction, type Reducer } from '@reduxjs/toolkit'
import { persistReducer, type PersistConfig, type PersistedState, type Transform } from 'redux-persist'
import { QueryStatus } from '@reduxjs/toolkit/query/react'
import { CONSENT_VERSION } from '@contract/limits'
import { shopApi } from '@/api/shopApi'
import { keepGuestCart, reviveGuestCart, type KeptGuestCart } from '@/features/cart/guestCartStorage'
import { isIntentAlive } from '@/features/intent/intentSlice'
import { besideOtherTabs } from './besideOtherTabs'
import type { AppExtra } from './extra'
import type { RootState } from './makeStore'

export const STORAGE_KEY = 'shop'
/** Raise it when a stored shape changes: what an older app left is then dropped, all but the session. */
const VERSION = 2
/** Enough for the first screens of a start without network. */
const KEPT_PAGES = 8
const KEPT_ENDPOINTS = ['home', 'categories', 'products', 'product']
const PAGES_LIFETIME_MS = 24 * 60 * 60_000

/** How one slice is kept: what of it, and what of that is still good. `undefined` keeps nothing. */
interface Rule<Key extends keyof RootState> {
  pick(slice: RootState[Key], extra: AppExtra): unknown
  revive(stored: never, extra: AppExtra): object | undefined
}

/** The whitelist. Nothing else survives a restart. */
export const RULES: { [Key in keyof RootState]?: Rule<Key> } = {
  session: {
    // On H5 the session is a cookie that no script can read; storage never sees one.
    pick({ token, leftOnPurpose, signOutOwed }, { platform }) {
      if (platform.kind === 'weapp') return { token, leftOnPurpose, signOutOwed }
      return signOutOwed ? { signOutOwed } : undefined
    },
    revive: (stored: Pick<RootState['session'], 'token' | 'leftOnPurpose' | 'signOutOwed'>, { platform }) =>
      platform.kind === 'weapp' ? stored : { signOutOwed: stored.signOutOwed ?? null },
  },
  intent: {
    pick: ({ pending }) => (pending ? { pending } : undefined),
    revive: (stored: Pick<RootState['intent'], 'pending'>, { clock }) =>
      stored.pending && isIntentAlive(stored.pending, clock.now()) ? stored : undefined,
  },
  settings: { pick: (settings) => settings, revive: (stored: RootState['settings']) => stored },
  searchHistory: { pick: (history) => history, revive: (stored: RootState['searchHistory']) => stored },
  browsing: { pick: (browsing) => browsing, revive: (stored: RootState['browsing']) => stored },
  tracking: {
    // Under a newer text the guest is asked anew; until then nothing is allowed.
    pick: ({ isAllowed }) => (isAllowed === null ? undefined : { isAllowed, version: CONSENT_VERSION }),
    revive: ({ isAllowed, version }: RootState['tracking'] & { version: string }) => (version === CONSENT_VERSION ? { isAllowed } : undefined),
  },
  // Empty before the shopper's yes and after his no: then storage holds nothing of it either.
  analytics: {
    pick: (analytics) => (analytics.visitorId !== null || analytics.hits.length > 0 ? analytics : undefined),
    revive: (stored: RootState['analytics']) => stored,
  },
  guestCart: { pick: keepGuestCart, revive: (stored: KeptGuestCart, { clock }) => reviveGuestCart(stored, clock.now()) },
  // Until the answer to an order is known: asked again under the same key, it is one order. After it, what was told of its
  // price: a browser leaves the app to pay, and comes back to a new start of it.
  checkout: {
    pick: (checkout) => (checkout.draft || checkout.placed ? checkout : undefined),
    revive: (stored: RootState['checkout']) => stored,
  },
  shopApi: {
    pick: ({ queries }) => ({ queries: lastPages(queries, 0) }),
    revive: (stored: Pick<RootState['shopApi'], 'queries'>, { clock }) => ({
      queries: lastPages(stored.queries, clock.now() - PAGES_LIFETIME_MS),
      // RTK Query insists on these when it takes its part back.
      mutations: {},
      provided: { tags: {}, keys: {} },
    }),
  },
}

/** `reducer` with the whitelist kept in the platform's storage. */
export function persisted(reducer: Reducer<RootState>, extra: AppExtra) {
  const config: PersistConfig<RootState> & { deserialize: false } = {
    key: STORAGE_KEY,
    keyPrefix: '',
    version: VERSION,
    storage: extra.platform.tabs ? besideOtherTabs(extra.platform.storage) : extra.platform.storage,
    whitelist: Object.keys(RULES),
    transforms: [transform(extra)],
    stateReconciler: (inbound: Partial<RootState>, _original, reduced) => merged(inbound, reduced),
    migrate: (state) => Promise.resolve(state?._persist?.version === VERSION ? state : sessionOf(state)),
    // The platform serialises by itself; once more, and once for each slice, would double the size.
    serialize: false,
    deserialize: false,
    // Every catalogue answer would be written at once otherwise.
    throttle: 50,
  }
  const initial = reducer(undefined, { type: '@@initial' })
  return persistReducer(config, (state, action) => reducer(keptElsewhere.match(action) && state ? withShared(state, initial, action.payload, extra) : state, action))
}

function transform(extra: AppExtra): Transform<unknown, unknown, RootState> {
  const ruleOf = (key: PropertyKey) => RULES[key as keyof RootState]
  // redux-persist sends its own `_persist` (the version) through here as well: without it, every start would look like a
  // stored state of another version.
  const isOwn = (key: PropertyKey) => key === '_persist'
  return {
    in: (slice, key) => (isOwn(key) ? slice : ruleOf(key)?.pick(slice as never, extra)),
    out: (stored, key) => (isOwn(key) ? stored : ruleOf(key)?.revive(stored as never, extra)),
  }
}

/** What is kept is a part of each slice; the rest keeps its initial values. RTK Query takes its own part by itself. */
function merged(inbound: Partial<RootState>, reduced: RootState): RootState {
  const state: Record<string, unknown> = { ...reduced }
  for (const key of Object.keys(RULES) as (keyof RootState)[]) {
    if (key !== shopApi.reducerPath && inbound[key]) state[key] = { ...reduced[key], ...inbound[key] }
  }
  return state as unknown as RootState
}

/** What another tab has written, as it came out of storage. */
export const keptElsewhere = createAction<Partial<Record<keyof RootState, unknown>>>('persist/keptElsewhere')

/** Slices that are one and the same in all tabs. A tap that waits for a sign-in and an order under way belong to their tab. */
const SHARED = ['guestCart', 'settings', 'searchHistory', 'browsing', 'tracking'] as const

function withShared(state: RootState, initial: RootState, kept: Partial<Record<keyof RootState, unknown>>, extra: AppExtra): RootState {
  const next: Record<string, unknown> = { ...state }
  for (const key of SHARED) {
    const rule = RULES[key]
    if (!rule || kept[key] === undefined || JSON.stringify(rule.pick(state[key] as never, extra)) === JSON.stringify(kept[key])) continue
    const revived = rule.revive(kept[key] as never, extra)
    // Nothing that is still good, such as a cart that was merged: nothing here either.
    next[key] = revived ? { ...state[key], ...revived } : initial[key]
  }
  return next as unknown as RootState
}

function sessionOf(state: PersistedState): PersistedState {
  return state && 'session' in state ? ({ session: state.session, _persist: state._persist } as PersistedState) : undefined
}

type Queries = RootState['shopApi']['queries']

/** Of an endless list its first page: a phone keeps a megabyte under one key, and the session is kept under the same. */
function lastPages(queries: Queries, since: number): Queries {
  const isKept = (entry: Queries[string]) => entry?.status === QueryStatus.fulfilled && KEPT_ENDPOINTS.includes(entry.endpointName) && entry.fulfilledTimeStamp >= since
  const kept = Object.entries(queries).filter(([, entry]) => isKept(entry))
  const latest = kept.sort(([, a], [, b]) => (b?.fulfilledTimeStamp ?? 0) - (a?.fulfilledTimeStamp ?? 0)).slice(0, KEPT_PAGES)
  return Object.fromEntries(latest.map(([key, entry]) => [key, { ...entry, data: firstPageOf(entry?.data) } as Queries[string]]))
}

function firstPageOf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('pages' in data) || !('pageParams' in data)) return data
  const { pages, pageParams } = data
  return Array.isArray(pages) && Array.isArray(pageParams) ? { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) } : data
}
