import { useEffect, useRef, type KeyboardEvent } from 'react'

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex]:not([tabindex="-1"])'

/**
 * What a modal dialog owes to keyboards and screen readers: focus goes in, stays in, and comes back to where it was;
 * Esc closes; the page behind does not scroll.
 */
export function useDialog(isOpen: boolean, onClose: () => void) {
  const ref = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!isOpen) return
    const before = document.activeElement
    ref.current?.focus()
    const page = ref.current?.closest<HTMLElement>('.taro_page')
    if (page) page.style.overflowY = 'hidden'
    return () => {
      if (page) page.style.overflowY = ''
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [isOpen])

  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    }
    if (event.key === 'Tab') keepInside(event, ref.current)
  }
  return { ref, handleKeyDown }
}

function keepInside(event: KeyboardEvent, dialog: HTMLElement | null) {
  if (!dialog) return
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)]
  const first = stops[0] ?? dialog
  const last = stops[stops.length - 1] ?? dialog
  const { activeElement } = document
  const isAtEdge = event.shiftKey ? activeElement === first || activeElement === dialog : activeElement === last
  if (!isAtEdge) return
  event.preventDefault()
  ;(event.shiftKey ? last : first).focus()
}
