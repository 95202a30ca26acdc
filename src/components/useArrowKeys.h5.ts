import type { KeyboardEvent } from 'react'

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/**
 * Arrow keys in a group of radios: one tab stop, the arrows move choice and focus, round the ends. The radios carry the
 * ids given here.
 */
export function useArrowKeys(ids: readonly string[], current: string | undefined, onMove: (id: string) => void) {
  return {
    onKeyDown(event: KeyboardEvent) {
      const step = STEPS[event.key]
      if (step === undefined || ids.length === 0) return
      event.preventDefault()
      const from = ids.findIndex((id) => id === current)
      const next = ids[(from + step + ids.length) % ids.length]
      if (next === undefined) return
      onMove(next)
      document.getElementById(next)?.focus()
    },
  }
}
