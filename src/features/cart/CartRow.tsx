import { View } from '@tarojs/components'
import type { CartLine } from '@contract/cart'
import { CART_QUANTITY_LIMIT } from '@contract/limits'
import { aria } from '@/components/aria'
import { Checkbox } from '@/components/Checkbox'
import { cx } from '@/components/cx'
import { bestBefore, daysLeft, daysLeftOnArrival, todayOf } from '@/components/formatDate'
import { Icon } from '@/components/Icon'
import { ListPrice, Price } from '@/components/Price'
import { ProductImage } from '@/components/ProductImage'
import { Stepper } from '@/components/Stepper'
import { Tappable } from '@/components/Tappable'
import { NearMark } from '@/features/catalogue/NearMark'
import { batchText, nextStepText } from '@/features/catalogue/productText'
import { useDaysOnArrival } from '@/features/checkout/destination'
import { RouteLink } from '@/features/shell/RouteLink'
import styles from './Cart.module.scss'
import { nameOf } from './changeText'
import { texts } from './texts'

interface CartRowProps {
  line: CartLine
  isPicked: boolean
  onPick: (line: CartLine, isPicked: boolean) => void
  onQuantity: (line: CartLine, quantity: number) => void
  onRemove: (line: CartLine) => void
}

/** One batch in the cart, for sale. */
export function CartRow({ line, isPicked, onPick, onQuantity, onRemove }: CartRowProps) {
  const { product, batch, buyableQuantity } = line
  if (!product || !batch) return null
  const name = nameOf(line)
  const next = nextStepText(batch)
  return (
    <View className={styles.row} {...aria({ role: 'listitem' })}>
      <Checkbox label={texts.pick(name)} isChecked={isPicked} onChange={(isOn) => onPick(line, isOn)} />
      <RouteLink className={styles.picture} to={{ page: 'product', params: { id: product.id } }} label={name}>
        <ProductImage picture={product.picture} width={76} decorative />
      </RouteLink>
      <View className={styles.body}>
        <View className={styles.head}>
          <View className={styles.name}>{name}</View>
          <Tappable className={styles.remove} label={texts.remove(name)} onTap={() => onRemove(line)}>
            <Icon name="trash-2" />
          </Tappable>
        </View>
        <View className={styles.dateLine}>
          <NearMark shelf={batch} />
          <View className={cx(styles.date, styles[batch.freshness])}>{bestBefore(batch.expiresOn, todayOf(batch))}</View>
          <View className={styles.date}>{batchText(batch.code)}</View>
        </View>
        <DaysLine batch={batch} />
        {next && <View className={styles.next}>{next}</View>}
        <View className={styles.money}>
          <View>
            <Price cents={batch.priceCents} />
            {batch.listPriceCents > batch.priceCents && <ListPrice cents={batch.listPriceCents} className={styles.listPrice} />}
          </View>
          <Stepper
            value={buyableQuantity}
            max={Math.min(batch.stock, CART_QUANTITY_LIMIT)}
            label={texts.quantityOf(name)}
            less={texts.less}
            more={texts.more}
            onChange={(quantity) => onQuantity(line, quantity)}
          />
        </View>
        {batch.stock <= 5 && <View className={styles.few}>{texts.onlyLeft(batch.stock)}</View>}
      </View>
    </View>
  )
}

function DaysLine({ batch }: { batch: NonNullable<CartLine['batch']> }) {
  const onArrival = useDaysOnArrival(batch)
  return <View className={cx(styles.date, styles[batch.freshness])}>{`${daysLeft(batch.remainingDays)}，${daysLeftOnArrival(onArrival)}`}</View>
}
