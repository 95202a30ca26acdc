import { useEffect, useRef, type RefObject } from 'react'
import { useDidHide, useDidShow } from '@tarojs/taro'

interface Place {
  scrollTop: number
  focused: HTMLElement | null
}

/**
 * What a browser does between two documents and a stack of pages in one document does not: a new page takes the focus,
 * and whoever comes back finds focus and scroll where he left them.
 */
export function usePagePlace(main: RefObject<HTMLElement>): void {
  const place = useRef<Place | null>(null)

  useEffect(() => {
    const { activeElement } = document
    // Not on the first page of a visit, and not away from a field that asked for it.
    if (isFirstPage() || main.current?.contains(activeElement)) return
    main.current?.focus({ preventScroll: true })
  }, [main])

  useDidHide(() => {
    const page = scrollerOf(main.current)
    const { activeElement } = document
    const focused = activeElement instanceof HTMLElement && page?.contains(activeElement) ? activeElement : null
    place.current = { scrollTop: page?.scrollTop ?? 0, focused }
  })

  useDidShow(() => {
    if (!place.current) return
    const { scrollTop, focused } = place.current
    const page = scrollerOf(main.current)
    if (page) page.scrollTop = scrollTop
    if (focused?.isConnected) focused.focus({ preventScroll: true })
  })
}

function scrollerOf(main: HTMLElement | null): HTMLElement | null {
  return main?.closest<HTMLElement>('.taro_page') ?? null
}

function isFirstPage(): boolean {
  return document.querySelectorAll('.taro_page').length < 2
}
