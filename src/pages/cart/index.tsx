import { CartFoot } from '@/features/cart/CartFoot'
import { CartView } from '@/features/cart/CartView'
import { texts } from '@/features/cart/texts'
import { useCart } from '@/features/cart/useCart'
import { Page } from '@/features/shell/Page'

export default function CartPage() {
  const cart = useCart()
  const hasFoot = cart.valid.length > 0 || cart.removed.length > 0
  return (
    <Page title={texts.title} tab="cart" bar={hasFoot && <CartFoot cart={cart} />}>
      <CartView cart={cart} />
    </Page>
  )
}
