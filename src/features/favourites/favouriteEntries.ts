import type { Favourite, FavouriteIds, FavouritePage } from '@contract/favourites'

/** Where in the loaded pages an entry stood, so that a failed removal puts it back at its place. */
export interface TakenEntry {
  entry: Favourite
  pageIndex: number
  index: number
}

export function withId(ids: FavouriteIds, productId: string): FavouriteIds {
  return { ...ids, items: added(ids.items, productId) }
}

export function withoutId(ids: FavouriteIds, productId: string): FavouriteIds {
  return { ...ids, items: removed(ids.items, productId) }
}

/** An alert marks what it is about. */
export function withAlert(ids: FavouriteIds, productId: string, isOn: boolean): FavouriteIds {
  return isOn ? { ...withId(ids, productId), alerts: added(ids.alerts, productId) } : { ...ids, alerts: removed(ids.alerts, productId) }
}

function added(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? [...ids] : [id, ...ids]
}

function removed(ids: readonly string[], id: string): string[] {
  return ids.filter((other) => other !== id)
}

export function findEntry(pages: readonly FavouritePage[], productId: string): TakenEntry | null {
  for (const [pageIndex, page] of pages.entries()) {
    const index = page.items.findIndex(({ product }) => product.id === productId)
    const entry = page.items[index]
    if (entry) return { entry, pageIndex, index }
  }
  return null
}

export function withoutEntry(pages: readonly FavouritePage[], productId: string): FavouritePage[] {
  return pages.map((page) => ({ ...page, items: page.items.filter(({ product }) => product.id !== productId) }))
}

/** Puts an entry back. Others may have gone meanwhile: then it stands at the end of its page. */
export function withEntry(pages: readonly FavouritePage[], { entry, pageIndex, index }: TakenEntry): FavouritePage[] {
  if (findEntry(pages, entry.product.id)) return [...pages]
  return pages.map((page, i) =>
    i === pageIndex ? { ...page, items: [...page.items.slice(0, index), entry, ...page.items.slice(index)] } : page,
  )
}
