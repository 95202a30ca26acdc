import { View } from '@tarojs/components'
import type { Batch, Product } from '@contract/catalogue'
import { formatPrice } from '@domain/money'
import { Button } from '@/components/Button'
import { addToCart } from '@/features/cart/addToCart'
import { CartLink } from '@/features/cart/CartLink'
import { texts as cartTexts } from '@/features/cart/texts'
import { startTexts } from '@/features/checkout/startTexts'
import { AlertButton } from '@/features/favourites/AlertButton'
import { FavouriteButton } from '@/features/favourites/FavouriteButton'
import { LoginGate } from '@/features/gate/LoginGate'
import { useAppDispatch } from '@/store/hooks'
import { fullName } from '../productText'
import styles from './Product.module.scss'
import { ShareButton } from './ShareButton'

interface ProductBarProps {
  product: Product
  batch: Batch | undefined
  quantity: number
  shareTitle: string
  href: string
}

/** What can be done with the choice that was made. */
export function ProductBar({ product, batch, quantity, shareTitle, href }: ProductBarProps) {
  const dispatch = useAppDispatch()
  return (
    <View className={styles.bar}>
      <ShareButton title={shareTitle} href={href} />
      <FavouriteButton kind="bar" className={styles.round} productId={product.id} productName={fullName(product)} />
      <CartLink className={styles.round} iconClass={styles.cart} />
      {batch ? (
        <>
          <Button
            kind="soft"
            className={styles.add}
            label={cartTexts.addCount(quantity)}
            onTap={() => void dispatch(addToCart({ batchId: batch.id, quantity, priceCents: batch.priceCents, stock: batch.stock }))}
          >
            {cartTexts.add}
          </Button>
          <LoginGate
            require="phoneVerified"
            purpose="checkout"
            intent={{ type: 'checkout/open', payload: { from: 'product', lines: [{ batchId: batch.id, quantity, priceCents: batch.priceCents }] } }}
          >
            {(run) => (
              <Button className={styles.add} label={startTexts.buyNowCount(quantity)} onTap={run}>
                <View>
                  <View>{startTexts.buyNow}</View>
                  <View className={styles.addPrice}>{formatPrice(batch.priceCents * quantity)}</View>
                </View>
              </Button>
            )}
          </LoginGate>
        </>
      ) : (
        <AlertButton isMain isSoldOut className={styles.add} productId={product.id} productName={fullName(product)} />
      )}
    </View>
  )
}
