export interface AriaOptions {
  role?: string
  label?: string
  hidden?: boolean
  checked?: boolean
  selected?: boolean
  pressed?: boolean
  disabled?: boolean
  expanded?: boolean
  busy?: boolean
  modal?: boolean
  invalid?: boolean
  live?: 'polite' | 'assertive' | 'off'
  /** Of a heading, 1 to 6. */
  level?: number
  /** Marks the place where the reader is now. */
  current?: 'page' | 'true'
  describedBy?: string
  labelledBy?: string
  controls?: string
}

/** The mini-program's attribute is `aria-role`; everything else is named alike on both builds. */
const ROLE = process.env.TARO_ENV === 'weapp' ? 'aria-role' : 'role'

const NAMES: Record<keyof AriaOptions, string> = {
  role: ROLE,
  label: 'aria-label',
  hidden: 'aria-hidden',
  checked: 'aria-checked',
  selected: 'aria-selected',
  pressed: 'aria-pressed',
  disabled: 'aria-disabled',
  expanded: 'aria-expanded',
  busy: 'aria-busy',
  modal: 'aria-modal',
  invalid: 'aria-invalid',
  live: 'aria-live',
  level: 'aria-level',
  current: 'aria-current',
  describedBy: 'aria-describedby',
  labelledBy: 'aria-labelledby',
  controls: 'aria-controls',
}

/**
 * Attributes for assistive technology, spread onto any base component: `<View {...aria({ role: 'status' })}>`.
 * In the mini-program only those reach the screen that config/injectedComponents.ts adds to the templates.
 */
export function aria(options: AriaOptions): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [key, value] of Object.entries(options)) {
    if (value !== undefined) attributes[NAMES[key as keyof AriaOptions]] = String(value)
  }
  return attributes
}
