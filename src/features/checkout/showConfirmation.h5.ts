export const CONFIRMATION_ID = 'near-expiry'

/** Puts the focus on what has yet to be confirmed, which brings it into sight as well. */
export function showConfirmation(): void {
  document.getElementById(CONFIRMATION_ID)?.querySelector<HTMLElement>('[role="checkbox"]')?.focus()
}
