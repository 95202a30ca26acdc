import type { ReactNode } from 'react'
import type { AriaOptions } from './aria'

export interface TappableProps extends Pick<AriaOptions, 'checked' | 'selected' | 'pressed' | 'expanded' | 'current' | 'controls' | 'describedBy'> {
  children?: ReactNode
  id?: string
  className?: string
  /** Added while the finger is down. */
  pressedClass?: string
  /** The accessible name, where the text inside does not say it all. */
  label?: string
  /** What it is to assistive technology; a link when `href` is given, else a button. */
  role?: 'button' | 'link' | 'radio' | 'checkbox' | 'switch' | 'tab' | 'option'
  /** Address on H5, so that a link opens in a new tab, is copied and is crawled; the mini-program has no use for it. */
  href?: string
  disabled?: boolean
  /** Takes no taps either, but keeps the focus: for what turns itself off by its own tap. */
  softDisabled?: boolean
  /** Position in the tab order on H5; -1 for the radios of a group that are not chosen. */
  tabIndex?: number
  onTap: () => void
}
