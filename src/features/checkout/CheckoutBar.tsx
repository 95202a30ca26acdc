import { View } from '@tarojs/components'
import { formatPrice } from '@domain/money'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { Price } from '@/components/Price'
import styles from './Checkout.module.scss'
import { texts } from './texts'
import type { Checkout } from './useCheckout'

/** Stays in sight: the sum, and the step. */
export function CheckoutBar({ checkout }: { checkout: Checkout }) {
  const { preview, canPlace, isPlacing, isUpdating, place } = checkout
  if (!preview) return null
  const { totalCents, couponCents } = preview.totals
  const savedCents = preview.totals.savedCents + couponCents
  return (
    <View className={styles.foot}>
      <View className={styles.sum} {...aria({ live: 'polite' })}>
        <View className={styles.total}>
          {texts.total}
          <Price cents={totalCents} />
        </View>
        <View className={styles.saved}>{isUpdating ? texts.updating : savedCents > 0 && `${texts.saved} ${formatPrice(savedCents)}`}</View>
      </View>
      <Button size="large" className={styles.submit} disabled={!canPlace && !isUpdating} loading={isPlacing} onTap={place}>
        {texts.submit}
      </Button>
    </View>
  )
}
