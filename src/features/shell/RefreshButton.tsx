import type { RefreshButtonProps } from './refreshButtonProps'

/** Not in the mini-program: there one pulls the page down. */
export function RefreshButton(_props: RefreshButtonProps) {
  return null
}
