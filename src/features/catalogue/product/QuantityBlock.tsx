import { View } from '@tarojs/components'
import type { Batch } from '@contract/catalogue'
import { CART_QUANTITY_LIMIT } from '@contract/limits'
import { Stepper } from '@/components/Stepper'
import { texts } from '@/features/cart/texts'
import styles from './Product.module.scss'

interface QuantityBlockProps {
  batch: Batch
  quantity: number
  onQuantity: (quantity: number) => void
}

/** How many of the chosen batch, at most what is there. */
export function QuantityBlock({ batch, quantity, onQuantity }: QuantityBlockProps) {
  return (
    <View className={styles.block}>
      <View className={styles.quantity}>
        <View className={styles.title}>{texts.quantity}</View>
        <Stepper value={quantity} max={Math.min(batch.stock, CART_QUANTITY_LIMIT)} label={texts.quantity} less={texts.less} more={texts.more} onChange={onQuantity} />
      </View>
    </View>
  )
}
