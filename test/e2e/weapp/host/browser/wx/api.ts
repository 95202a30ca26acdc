import type { Host } from '../host'

export type Args = Record<string, unknown>
/** Answers at once, or throws. */
export type SyncApi = (...args: never[]) => unknown
/** Answers later through `success`, `fail` and `complete`, or a promise when none of them is given. */
export type AsyncApi = (args: Args) => unknown

export interface ApiGroup {
  sync?: Record<string, SyncApi>
  async?: Record<string, AsyncApi>
  /** Functions that return something of their own besides calling back, such as a request task. */
  own?: Record<string, (options: Args) => unknown>
}

export type BuildGroup = (host: Host) => ApiGroup
