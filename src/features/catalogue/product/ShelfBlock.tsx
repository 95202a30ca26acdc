import { View } from '@tarojs/components'
import type { Batch } from '@contract/catalogue'
import { FreshnessLine } from '@/components/FreshnessLine'
import { FreshnessMeter } from '@/components/FreshnessMeter'
import { Icon } from '@/components/Icon'
import { useDaysOnArrival } from '@/features/checkout/destination'
import { batchText } from '../productText'
import { texts } from '../texts'
import styles from './Product.module.scss'

/** The shelf life of the chosen batch, with what the law wants to be said about food near its date. */
export function ShelfBlock({ batch }: { batch: Batch }) {
  const onArrival = useDaysOnArrival(batch)
  const percent = Math.round(batch.remainingRatio * 100)
  return (
    <View className={styles.block}>
      <FreshnessLine isRoomy shelf={batch} onArrival={onArrival} className={styles.shelfLine} />
      <FreshnessMeter shelf={batch} thick />
      <View className={styles.hint}>
        {texts.product.lifeDays(batch.shelfLifeDays)}，{texts.product.shelfLifeLeft(percent)} · {batchText(batch.code)}
      </View>
      {batch.nearExpiry && (
        <View className={styles.note}>
          <Icon name="info" className={styles.noteIcon} />
          <View>{texts.product.nearNote}</View>
        </View>
      )}
    </View>
  )
}
