import type { MouseEvent } from 'react'
import { aria } from './aria'
import { cx } from './cx'
import type { TappableProps } from './tappableProps'
import { usePress } from './usePress.h5'
import styles from './Tappable.module.scss'

/** The same on H5: a native button, or a native link where there is an address. Keys and focus come with them. */
export function Tappable(props: TappableProps) {
  const { children, id, className, pressedClass = styles.pressed, label, role, href, disabled, softDisabled, tabIndex, onTap, ...state } = props
  const { isPressed, handlers } = usePress()
  const classes = cx(className, isPressed && !disabled && !softDisabled && pressedClass)
  const { checked, selected, pressed, expanded, current, controls, describedBy } = state
  const attributes = aria({ role, label, disabled: softDisabled || undefined, checked, selected, pressed, expanded, current, controls, describedBy })
  if (href === undefined) {
    return (
      <button type="button" id={id} className={classes} disabled={disabled} tabIndex={tabIndex} onClick={(event) => tap(event, softDisabled ? undefined : onTap)} {...handlers} {...attributes}>
        {children}
      </button>
    )
  }
  return (
    <a id={id} className={classes} href={href} tabIndex={tabIndex} onClick={(event) => follow(event, onTap)} {...handlers} {...attributes}>
      {children}
    </a>
  )
}

function tap(event: MouseEvent, onTap?: () => void) {
  event.stopPropagation()
  onTap?.()
}

/** A plain click stays inside the app; with a modifier key the browser opens its tab or window. */
function follow(event: MouseEvent, onTap: () => void) {
  event.stopPropagation()
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
  event.preventDefault()
  onTap()
}
