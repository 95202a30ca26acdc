import { CheckoutBar } from '@/features/checkout/CheckoutBar'
import { CheckoutSkeleton } from '@/features/checkout/CheckoutSkeleton'
import { CheckoutView } from '@/features/checkout/CheckoutView'
import { texts } from '@/features/checkout/texts'
import { useCheckout } from '@/features/checkout/useCheckout'
import { LoginGate } from '@/features/gate/LoginGate'
import { Page } from '@/features/shell/Page'

export default function CheckoutPage() {
  const checkout = useCheckout()
  const hasBar = checkout.status === 'ready'
  return (
    <Page title={texts.title} bar={hasBar && <CheckoutBar checkout={checkout} />}>
      <LoginGate require="phoneVerified" purpose="checkout" skeleton={<CheckoutSkeleton />}>
        <CheckoutView checkout={checkout} />
      </LoginGate>
    </Page>
  )
}
