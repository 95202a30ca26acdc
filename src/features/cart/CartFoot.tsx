import { View } from '@tarojs/components'
import { cartTotals } from '@domain/cart'
import { formatPrice } from '@domain/money'
import { aria } from '@/components/aria'
import { Checkbox } from '@/components/Checkbox'
import { Price } from '@/components/Price'
import { UndoBar } from '@/components/UndoBar'
import { CheckoutButton } from '@/features/checkout/CheckoutButton'
import styles from './Cart.module.scss'
import { texts } from './texts'
import type { CartScreen } from './useCart'

/** Stays in sight: what was taken out a moment ago, and what the picked lines cost. */
export function CartFoot({ cart }: { cart: CartScreen }) {
  const { valid, picked, removed, pick, undo, forget } = cart
  const { totalCents, savedCents } = cartTotals(picked.map(({ quantity, batch }) => ({ quantity, goods: batch })))
  return (
    <View>
      <UndoBar removed={removed.length > 0 ? removed : null} text={texts.removed(removed.length)} undo={texts.undo} onUndo={undo} onGone={forget} />
      {valid.length > 0 && (
        <View className={styles.foot}>
          <Checkbox label={texts.all} isChecked={picked.length === valid.length} onChange={(isOn) => pick(valid, isOn)}>
            {texts.all}
          </Checkbox>
          <View className={styles.sum} {...aria({ live: 'polite' })}>
            <View className={styles.total}>
              {texts.total}
              <Price cents={totalCents} className={styles.totalPrice} />
            </View>
            {savedCents > 0 && <View className={styles.saved}>{texts.saved(formatPrice(savedCents))}</View>}
          </View>
          <CheckoutButton
            className={styles.checkout}
            lines={picked.flatMap(({ batchId, batch, buyableQuantity }) => (batch ? [{ batchId, quantity: buyableQuantity, priceCents: batch.priceCents }] : []))}
          />
        </View>
      )}
    </View>
  )
}
