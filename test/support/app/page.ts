type Event = 'show' | 'hide'

const listeners: Record<Event, Set<() => void>> = { show: new Set(), hide: new Set() }

/** The page's lifecycle: `lifecycle.emit('hide')` is another page over this one. */
export const lifecycle = {
  on(event: Event, run: () => void): () => void {
    listeners[event].add(run)
    return () => void listeners[event].delete(run)
  },
  emit(event: Event): void {
    for (const run of [...listeners[event]]) run()
  },
}

/** Where the page under test is, as Taro says it on H5, with a stamp that differs after a reload. */
export const router: { current: { path: string; params: Record<string, string | undefined> } } = {
  current: { path: '/product?stamp=AB', params: { id: 'p1', stamp: 'AB', $taroTimestamp: '1' } },
}
