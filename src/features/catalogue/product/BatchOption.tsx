import { View } from '@tarojs/components'
import type { Batch } from '@contract/catalogue'
import { cx } from '@/components/cx'
import { bestBefore, daysLeft, daysLeftOnArrival, shelfLifeLeft, todayOf } from '@/components/formatDate'
import { FreshnessMeter } from '@/components/FreshnessMeter'
import { Price, spokenPrice } from '@/components/Price'
import { Tappable } from '@/components/Tappable'
import { useDaysOnArrival } from '@/features/checkout/destination'
import { NearMark } from '../NearMark'
import { batchText } from '../productText'
import { texts } from '../texts'
import { isSellable } from './batchChoice'
import styles from './Product.module.scss'

interface BatchOptionProps {
  batch: Batch
  isChosen: boolean
  onChoose: (id: string) => void
}

export function BatchOption({ batch, isChosen, onChoose }: BatchOptionProps) {
  const isOpen = isSellable(batch)
  const left = `${daysLeft(batch.remainingDays)}，${daysLeftOnArrival(useDaysOnArrival(batch))}`
  return (
    <Tappable
      id={batch.id}
      role="radio"
      className={cx(styles.batch, isChosen && styles.on, !isOpen && styles.closed)}
      label={spokenBatch(batch, left)}
      checked={isChosen}
      disabled={!isOpen}
      tabIndex={isChosen ? undefined : -1}
      onTap={() => onChoose(batch.id)}
    >
      <View className={styles.batchLine} aria-hidden="true">
        <View className={styles.batchDate}>{bestBefore(batch.expiresOn, todayOf(batch))}</View>
        {isOpen && <NearMark shelf={batch} />}
        <View className={styles.batchPrice}>{isOpen ? <Price cents={batch.priceCents} size="small" /> : reasonOf(batch)}</View>
      </View>
      {isOpen && (
        <View className={styles.batchLine} aria-hidden="true">
          <View className={styles.batchNote}>{left}</View>
          <View className={styles.stock}>{texts.product.stock(batch.stock)}</View>
        </View>
      )}
      <View className={styles.batchNote} aria-hidden="true">
        {originOf(batch)}
      </View>
      {isOpen && <FreshnessMeter shelf={batch} className={styles.batchMeter} />}
    </Tappable>
  )
}

/** Whose date it is. */
function originOf({ productionDate, code }: Batch): string {
  return `${texts.product.produced(productionDate)} · ${batchText(code)}`
}

function reasonOf({ unsellableReason }: Batch): string {
  return texts.product.unsellable[unsellableReason ?? 'soldOut']
}

function spokenBatch(batch: Batch, left: string): string {
  const date = bestBefore(batch.expiresOn, todayOf(batch))
  if (!isSellable(batch)) return [date, originOf(batch), reasonOf(batch)].join('，')
  const mark = batch.nearExpiry ? [texts.freshness[batch.freshness]] : []
  return [...mark, date, left, originOf(batch), shelfLifeLeft(batch.remainingRatio), spokenPrice(batch.priceCents), texts.product.stock(batch.stock)].join('，')
}
