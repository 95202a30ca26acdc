import { View } from '@tarojs/components'
import type { NearExpiryNotice, PreviewLine } from '@contract/orders'
import { aria } from '@/components/aria'
import { Checkbox } from '@/components/Checkbox'
import { bestBefore, daysLeft, todayOf } from '@/components/formatDate'
import { Heading } from '@/components/Heading'
import { fullName } from '@/features/catalogue/productText'
import styles from './Checkout.module.scss'
import { CONFIRMATION_ID } from './confirmationId'
import { texts } from './texts'

interface NearExpiryBlockProps {
  notice: NearExpiryNotice
  lines: readonly PreviewLine[]
  isConfirmed: boolean
  isMissing: boolean
  onChange: (isConfirmed: boolean) => void
}

/** What the law wants confirmed for each purchase: the goods with their dates, what it means, and a box that nobody ticks but the shopper. */
export function NearExpiryBlock({ notice, lines, isConfirmed, isMissing, onChange }: NearExpiryBlockProps) {
  const near = lines.filter(({ batchId }) => notice.batchIds.includes(batchId))
  return (
    <View id={CONFIRMATION_ID} className={styles.card} {...aria({ role: 'group', label: texts.nearExpiry })}>
      <Heading level={2} className={styles.cardTitle}>
        {texts.nearExpiry}
      </Heading>
      <View {...aria({ role: 'list', label: texts.nearExpiry })}>
        {near.map((line) => (
          <View key={line.batchId} className={styles.dated} {...aria({ role: 'listitem' })}>
            <View className={styles.datedName}>{fullName(line)}</View>
            <View className={styles.date}>
              {bestBefore(line.expiresOn, todayOf(line))}，{daysLeft(line.remainingDays)}
            </View>
          </View>
        ))}
      </View>
      <View className={styles.notice}>{notice.wording}</View>
      <View className={styles.confirm}>
        <Checkbox label={texts.confirm} isChecked={isConfirmed} isInvalid={isMissing} onChange={onChange}>
          {texts.confirm}
        </Checkbox>
      </View>
      <View {...aria({ live: 'assertive' })}>{isMissing && <View className={styles.missing}>{texts.confirmMissing}</View>}</View>
    </View>
  )
}
