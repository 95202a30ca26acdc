import type { KeyValueStorage } from '@/platform/platform'

type Kept = Record<string, unknown>

/**
 * Storage for tabs that share it (H5): writes only the slices that have changed here since the last time. redux-persist
 * writes all of what a tab knows, and a tab that was opened earlier would put an empty cart over the one filled in another.
 */
export function besideOtherTabs(storage: KeyValueStorage): KeyValueStorage {
  const known = new Map<string, string | undefined>()
  const note = (kept: Kept) => {
    known.clear()
    for (const [slice, value] of Object.entries(kept)) known.set(slice, JSON.stringify(value))
  }
  return {
    ...storage,
    async getItem(key) {
      const kept = await storage.getItem(key)
      note(keptOf(kept))
      return kept
    },
    async setItem(key, value) {
      const own = keptOf(value)
      const kept = { ...keptOf(await storage.getItem(key)) }
      for (const slice of new Set([...Object.keys(own), ...known.keys()])) {
        if (JSON.stringify(own[slice]) === known.get(slice)) continue
        if (own[slice] === undefined) delete kept[slice]
        else kept[slice] = own[slice]
      }
      note(own)
      await storage.setItem(key, kept)
    },
  }
}

function keptOf(value: unknown): Kept {
  return typeof value === 'object' && value !== null ? (value as Kept) : {}
}
