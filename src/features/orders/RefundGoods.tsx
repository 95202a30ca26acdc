import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Checkbox } from '@/components/Checkbox'
import { cx } from '@/components/cx'
import { Heading } from '@/components/Heading'
import { Price } from '@/components/Price'
import { ProductImage } from '@/components/ProductImage'
import { Stepper } from '@/components/Stepper'
import { fullName } from '@/features/catalogue/productText'
import orderStyles from './Order.module.scss'
import styles from './RefundGoods.module.scss'
import { texts } from './texts'
import type { RefundLines, RefundRow } from './useRefundLines'

export const GOODS_ID = 'refund-goods'

interface RefundGoodsProps {
  lines: RefundLines
  /** He wanted to send, and nothing was chosen. */
  isMissing: boolean
}

/** Which of the goods are to go back, and how many. What cannot is there too, and says why. */
export function RefundGoods({ lines: { rows, set }, isMissing }: RefundGoodsProps) {
  return (
    <View id={GOODS_ID} className={orderStyles.card}>
      <Heading level={2} className={orderStyles.cardTitle}>
        {texts.refundGoods}
      </Heading>
      <View {...aria({ role: 'list', label: texts.refundGoods })}>
        {rows.map((row) => (
          <Row key={row.line.batchId} row={row} isOnly={rows.length === 1} onChange={(quantity) => set(row.line.batchId, quantity)} />
        ))}
      </View>
      <View {...aria({ live: 'assertive' })}>{isMissing && <View className={orderStyles.error}>{texts.goodsMissing}</View>}</View>
    </View>
  )
}

interface RowProps {
  row: RefundRow
  /** There is nothing to pick: how many is the only question. */
  isOnly: boolean
  onChange: (quantity: number) => void
}

function Row({ row, isOnly, onChange }: RowProps) {
  const { line, left, isExcluded, quantity } = row
  const name = fullName(line)
  const isOff = isExcluded || left === 0
  const note = noteOf(row)
  return (
    <View className={styles.row} {...aria({ role: 'listitem' })}>
      {!isOnly && (
        <View className={cx(styles.box, isOff && styles.off)}>
          <Checkbox label={isOff ? texts.notReturnable(name, note) : texts.returnLine(name)} isChecked={quantity > 0} disabled={isOff} onChange={(isOn) => onChange(isOn ? left : 0)} />
        </View>
      )}
      <View className={cx(styles.picture, isOff && styles.off)}>
        <ProductImage picture={line.picture} width={56} decorative />
      </View>
      <View className={styles.body}>
        <View className={styles.name}>{name}</View>
        <View className={styles.note}>{note}</View>
        <View className={styles.money}>
          <Price cents={line.priceCents} size="small" />
          {/* Keeps its place while the reason excludes the line: nothing moves under the finger. */}
          {left > 1 && <Stepper value={quantity} max={isExcluded ? 0 : left} label={texts.returnedUnitsOf(name)} less={texts.lessBack} more={texts.moreBack} onChange={onChange} />}
        </View>
      </View>
    </View>
  )
}

function noteOf({ line, left, isExcluded }: RefundRow): string {
  if (left === 0) return texts.returnedAll
  if (isExcluded) return texts.excludedLine
  return line.returnedQuantity > 0 ? texts.leftAfter(left, line.returnedQuantity) : texts.leftToReturn(left)
}
