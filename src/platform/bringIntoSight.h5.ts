/** Puts the focus on the first control of the part that needs attention, which brings it into sight as well. */
export function bringIntoSight(id: string): void {
  document.getElementById(id)?.querySelector<HTMLElement>('input, textarea, button:not([tabindex="-1"])')?.focus()
}
