import type { GuestCartState } from './guestCartSlice'

/** Raise it when the shape changes: an older cart is then dropped. */
const VERSION = 1
export const CART_TTL_DAYS = 30
const DAY_MS = 86_400_000

export type KeptGuestCart = Pick<GuestCartState, 'lines' | 'facts' | 'touchedAt' | 'mergeId'> & { version: number }

/** What of a guest's cart survives a restart. */
export function keepGuestCart({ lines, facts, touchedAt, mergeId }: GuestCartState): KeptGuestCart {
  return { version: VERSION, lines, facts, touchedAt, mergeId }
}

/** What of it is still good at `now` (ms): all, or nothing once nobody has touched it for `CART_TTL_DAYS`. */
export function reviveGuestCart({ version, ...kept }: KeptGuestCart, now: number): Omit<KeptGuestCart, 'version'> | undefined {
  return version === VERSION && now - kept.touchedAt < CART_TTL_DAYS * DAY_MS ? kept : undefined
}
