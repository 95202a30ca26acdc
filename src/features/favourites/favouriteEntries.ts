import type { Favourite, FavouritePage } from '@contract/favourites'

/** Where in the loaded pages an entry stood, so that a failed removal puts it back at its place. */
export interface TakenEntry {
  entry: Favourite
  pageIndex: number
  index: number
}

export function withId(ids: readonly string[], productId: string): string[] {
  return ids.includes(productId) ? [...ids] : [productId, ...ids]
}

export function withoutId(ids: readonly string[], productId: string): string[] {
  return ids.filter((id) => id !== productId)
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
