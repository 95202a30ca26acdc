import { useEffect, useRef } from 'react'

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex]:not([tabindex="-1"])'

/** The dialogs that are open, the latest last: keys belong to the last one in sight. */
const opened: HTMLElement[] = []

/**
 * What a modal dialog owes to keyboards and screen readers: focus goes in, stays in, and comes back to where it was;
 * Esc closes; the page behind does not scroll. Keys are heard on the document, because a focus that was lost is on none
 * of the dialog's nodes.
 */
export function useDialog(isOpen: boolean, onClose: () => void) {
  const ref = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })

  useEffect(() => {
    const dialog = ref.current
    if (!isOpen || !dialog) return
    const before = document.activeElement
    const page = pageOf(dialog)
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || topmost() !== dialog) return
      if (event.key === 'Escape') close.current()
      if (event.key === 'Tab') keepInside(event, dialog)
    }
    opened.push(dialog)
    dialog.focus()
    document.addEventListener('keydown', handleKeyDown)
    const stopWatching = catchLostFocus(dialog)
    if (page) page.style.overflowY = 'hidden'
    return () => {
      opened.splice(opened.indexOf(dialog), 1)
      document.removeEventListener('keydown', handleKeyDown)
      stopWatching()
      if (page) page.style.overflowY = ''
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [isOpen])

  return ref
}

function pageOf(dialog: HTMLElement): HTMLElement | null {
  return dialog.closest<HTMLElement>('.taro_page')
}

/** Taro keeps the pages below the one in sight, and with them the dialogs that are open there. */
function topmost(): HTMLElement | undefined {
  const inSight = opened.filter((dialog) => {
    const page = pageOf(dialog)
    return page === null || getComputedStyle(page).display !== 'none'
  })
  return inSight[inSight.length - 1]
}

/** A step that takes its own focused button away leaves the focus on the body: the dialog takes it, and its name is read. */
function catchLostFocus(dialog: HTMLElement): () => void {
  const observer = new MutationObserver(() => {
    if (isNowhere(document.activeElement) && topmost() === dialog) dialog.focus()
  })
  observer.observe(dialog, { childList: true, subtree: true })
  return () => observer.disconnect()
}

function isNowhere(element: Element | null): boolean {
  return element === null || element === document.body
}

function keepInside(event: KeyboardEvent, dialog: HTMLElement) {
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)]
  const first = stops[0] ?? dialog
  const last = stops[stops.length - 1] ?? dialog
  const { activeElement } = document
  const isOutside = activeElement === dialog || !dialog.contains(activeElement)
  const isAtEdge = isOutside ? event.shiftKey || activeElement !== dialog : activeElement === (event.shiftKey ? first : last)
  if (!isAtEdge) return
  event.preventDefault()
  ;(event.shiftKey ? last : first).focus()
}
