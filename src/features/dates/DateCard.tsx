import { useState } from 'react'
import { View } from '@tarojs/components'
import type { DatedLine } from '@contract/dates'
import { Button } from '@/components/Button'
import { cx } from '@/components/cx'
import { bestBefore, daysLeft, monthDay, todayOf } from '@/components/formatDate'
import { ProductImage } from '@/components/ProductImage'
import { batchText, fullName } from '@/features/catalogue/productText'
import { RouteLink } from '@/features/shell/RouteLink'
import styles from './Dates.module.scss'
import { ReminderButton } from './ReminderButton'
import { texts } from './texts'

interface DateCardProps {
  line: DatedLine
  messageTemplateId: string | null
  onTake: (line: DatedLine) => Promise<void>
}

/** One batch at home. Days left come first, in words; the colour only repeats them. */
export function DateCard({ line, messageTemplateId, onTake }: DateCardProps) {
  const { orderNumber, batchCode, productId, picture, quantity, expiresOn, productionDate, remainingDays, freshness } = line
  const [isLeaving, setIsLeaving] = useState(false)
  const name = fullName(line)
  const today = todayOf(line)
  const isExpired = freshness === 'expired'
  const handleTake = async () => {
    setIsLeaving(true)
    await onTake(line)
    setIsLeaving(false)
  }
  return (
    <View className={styles.card}>
      <View className={styles.goods}>
        <RouteLink className={cx(styles.picture, isExpired && styles.off)} to={{ page: 'product', params: { id: productId } }} label={name}>
          <ProductImage picture={picture} width={64} decorative />
        </RouteLink>
        <View className={styles.body}>
          <View className={cx(styles.days, styles[freshness])}>{daysLeft(remainingDays)}</View>
          <View className={styles.name}>{name}</View>
          <View className={styles.date}>{`${bestBefore(expiresOn, today)} · ${texts.produced(monthDay(productionDate, today))} · ${batchText(batchCode)}`}</View>
        </View>
        <View className={styles.quantity}>{texts.units(quantity)}</View>
      </View>
      <View className={styles.actions}>
        <RouteLink className={styles.order} to={{ page: 'order', params: { number: orderNumber } }} label={texts.openOrderOf(name, orderNumber)}>
          {texts.openOrder}
        </RouteLink>
        <ReminderButton line={line} messageTemplateId={messageTemplateId} />
        <Button kind="soft" size="small" loading={isLeaving} label={isExpired ? texts.discardName(name) : texts.finishName(name)} onTap={() => void handleTake()}>
          {isExpired ? texts.discard : texts.finish}
        </Button>
      </View>
    </View>
  )
}
