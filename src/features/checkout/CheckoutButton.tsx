import type { OrderLineInput } from '@contract/orders'
import { ORDER_LINE_LIMIT } from '@contract/limits'
import { Button } from '@/components/Button'
import { LoginGate } from '@/features/gate/LoginGate'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { startTexts } from './startTexts'

interface CheckoutButtonProps {
  lines: OrderLineInput[]
  className?: string
}

/** From the cart to the checkout: a guest signs in on the way, and whoever has no number yet proves one. */
export function CheckoutButton({ lines, className }: CheckoutButtonProps) {
  const dispatch = useAppDispatch()
  return (
    <LoginGate require="phoneVerified" purpose="checkout" intent={{ type: 'checkout/open', payload: { lines, from: 'cart' } }}>
      {(run) => (
        <Button
          className={className}
          disabled={lines.length === 0}
          label={startTexts.checkoutCount(lines.length)}
          onTap={() => (lines.length > ORDER_LINE_LIMIT ? void dispatch(toastShown(startTexts.tooMany)) : run())}
        >
          {startTexts.checkout}
        </Button>
      )}
    </LoginGate>
  )
}
