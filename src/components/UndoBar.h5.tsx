import { useEffect, useRef, useState } from 'react'
import { aria } from './aria'
import { Button } from './Button'
import { cx } from './cx'
import type { UndoBarProps } from './undoBarProps'
import { useUndoTime } from './useUndoTime'
import styles from './UndoBar.module.scss'

/**
 * The same on H5. What was removed took the focused button away with it: the focus goes to the undo, which is far from
 * there for a keyboard, and the time waits as long as it stays. A finger that goes on elsewhere leaves it, though a phone's
 * browser may let the button have the focus still.
 */
export function UndoBar(props: UndoBarProps) {
  const { removed } = props
  return <div {...aria({ role: 'status', live: 'polite' })}>{removed && <Bar {...props} removed={removed} />}</div>
}

function Bar({ removed, text, undo, isBusy, className, onUndo, onGone }: UndoBarProps & { removed: object }) {
  const bar = useRef<HTMLDivElement>(null)
  const [hasFocus, setHasFocus] = useState(false)
  useUndoTime(removed, hasFocus, onGone)

  useEffect(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) bar.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [removed])

  useEffect(() => {
    if (!hasFocus) return
    const leave = ({ target }: Event) => !(target instanceof Node && bar.current?.contains(target)) && setHasFocus(false)
    document.addEventListener('pointerdown', leave)
    return () => document.removeEventListener('pointerdown', leave)
  }, [hasFocus])

  return (
    <div ref={bar} className={cx(styles.bar, className)} onFocus={() => setHasFocus(true)} onBlur={() => setHasFocus(false)}>
      <div className={styles.text}>{text}</div>
      <Button kind="text" size="small" className={styles.undo} loading={isBusy} onTap={onUndo}>
        {undo}
      </Button>
    </div>
  )
}
