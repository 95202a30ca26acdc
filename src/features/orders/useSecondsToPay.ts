import type { Order } from '@contract/orders'
import { useCountdown } from '@/features/phone/useCountdown'

/**
 * Seconds left to pay, counted down from what the server said at `answeredAt` (ms by the phone): only how long ago that
 * was comes from the phone's clock. Null unless unpaid.
 */
export function useSecondsToPay({ secondsToPay }: Pick<Order, 'secondsToPay'>, answeredAt: number): number | null {
  const seconds = useCountdown(answeredAt, secondsToPay === null ? 0 : answeredAt + secondsToPay * 1000)
  return secondsToPay === null ? null : seconds
}
