import type { Boot, HostStats, LoadedPackage, LaunchOptions } from '../protocol'
import type { Chrome } from './chrome'
import type { Emitter } from './emitter'
import type { Modules } from './modules'
import type { PageStack } from './pageStack'
import type { Privacy } from './privacy'
import type { Realm } from './realm'
import type { Storage } from './storage'
import type { Styles } from './styles'
import type { ThemeState } from './theme'
import type { View } from './view'

export type LogicObject = Record<string, unknown>

/** Everything that the parts of the running mini-program share. Made once per launch. */
export interface Host {
  pkg: LoadedPackage
  boot: Boot
  stats: HostStats
  realm: Realm
  modules: Modules
  emitter: Emitter
  storage: Storage
  privacy: Privacy
  theme: ThemeState
  view: View
  styles: Styles
  chrome: Chrome
  pages: PageStack
  launch: LaunchOptions
  clipboard: string
  /** Nicknames that WeChat's content check refuses. */
  refusedNicknames: string[]
  wx: LogicObject
  /** Loads the sub-package of a path, if it has one. */
  enterPackageOf(path: string): void
  /** Asks the page for its share card, as the menu or a share button does. */
  share(from: 'button' | 'menu', dataset?: object): void
  /** What `App()` was given; null until app.js ran. */
  app: LogicObject | null
}

export function reportError(stats: HostStats, error: unknown) {
  const text = error instanceof Error || (typeof error === 'object' && error !== null && 'stack' in error) ? String((error as Error).stack) : String(error)
  stats.errors.push(text)
}

/** Calls a lifecycle function if there is one. Its error is reported, as WeChat does, and does not stop the host. */
export function callLifecycle(host: Host, owner: LogicObject | null, name: string, argument?: unknown): unknown {
  const method = owner?.[name]
  if (typeof method !== 'function') return undefined
  try {
    return (method as (argument?: unknown) => unknown).call(owner, host.realm.import(argument))
  } catch (thrown) {
    reportError(host.stats, thrown)
    return undefined
  }
}
