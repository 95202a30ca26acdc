import { useState } from 'react'

/** The pressed state of a native element, by pointer: the same class that the mini-program sets through `hoverClass`. */
export function usePress() {
  const [isPressed, setPressed] = useState(false)
  const release = () => setPressed(false)
  return {
    isPressed,
    handlers: { onPointerDown: () => setPressed(true), onPointerUp: release, onPointerLeave: release, onPointerCancel: release },
  }
}
