import { View } from '@tarojs/components'
import emptyArt from '@/assets/empty/cart.png'
import { aria } from '@/components/aria'
import { Skeleton } from '@/components/Skeleton'
import { StateView } from '@/components/StateView'
import { open } from '@/features/shell/navigation'
import styles from './Cart.module.scss'
import { CartRow } from './CartRow'
import { ChangeBanner, MergeBanner } from './ChangeBanner'
import { InvalidGroup } from './InvalidGroup'
import { texts } from './texts'
import type { CartScreen } from './useCart'

const EMPTY = { art: emptyArt, title: texts.empty, text: texts.emptyHint, action: { label: texts.browse, onTap: () => void open({ page: 'home' }) } }

export function CartView({ cart }: { cart: CartScreen }) {
  const { status, lines, valid, invalid, picked } = cart
  return (
    <View className={styles.view}>
      <MergeBanner />
      <ChangeBanner lines={lines} />
      <StateView status={status} skeleton={<CartSkeleton />} failure={texts.failed} empty={EMPTY} onRetry={cart.retry}>
        {valid.length > 0 && (
          <View className={styles.group} {...aria({ role: 'list', label: texts.list })}>
            {valid.map((line) => (
              <CartRow
                key={line.batchId}
                line={line}
                isPicked={picked.includes(line)}
                onPick={(one, isPicked) => cart.pick([one], isPicked)}
                onQuantity={cart.setQuantity}
                onRemove={(one) => cart.remove([one])}
              />
            ))}
          </View>
        )}
        {invalid.length > 0 && <InvalidGroup lines={invalid} onRemove={cart.remove} onReplace={cart.replace} />}
      </StateView>
    </View>
  )
}

function CartSkeleton() {
  return (
    <View className={styles.group}>
      {[0, 1, 2].map((row) => (
        <View key={row} className={styles.bone}>
          <Skeleton width="76px" height="76px" />
          <View className={styles.body}>
            <Skeleton width="70%" height="18px" />
            <Skeleton width="50%" height="14px" className={styles.boneLine} />
            <Skeleton width="34%" height="22px" className={styles.boneLine} />
          </View>
        </View>
      ))}
    </View>
  )
}
