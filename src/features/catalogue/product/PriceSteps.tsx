import { View } from '@tarojs/components'
import type { Batch } from '@contract/catalogue'
import { daysBetween } from '@domain/calendarDay'
import { formatPrice } from '@domain/money'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { dayInWords, todayOf } from '@/components/formatDate'
import { Heading } from '@/components/Heading'
import { spokenPrice } from '@/components/Price'
import { texts } from '../texts'
import styles from './PriceSteps.module.scss'

/** The falls that are still to come, as a stair: waiting is a choice, and this is what it is worth. */
export function PriceSteps({ batch }: { batch: Batch }) {
  const today = todayOf(batch)
  const steps = [{ startsOn: today, priceCents: batch.priceCents }, ...batch.nextSteps]
  if (steps.length === 1) return null
  return (
    <View className={styles.block}>
      <Heading level={2} className={styles.title}>
        {texts.product.steps}
      </Heading>
      <View className={styles.hint}>{texts.product.stepsHint}</View>
      <View className={styles.stair} {...aria({ role: 'list', label: texts.product.steps })}>
        {steps.map(({ startsOn, priceCents }, index) => (
          <View key={startsOn} className={styles.step} {...aria({ role: 'listitem', label: spokenStep(startsOn, today, priceCents) })}>
            <View className={cx(styles.price, index === 0 && styles.now)}>{formatPrice(priceCents)}</View>
            {/* Half of the height is fixed: the lowest step is still a step. */}
            <View className={cx(styles.bar, index === 0 && styles.nowBar)} style={{ height: `${24 + Math.round((priceCents / batch.priceCents) * 40)}px` }} />
            <View className={styles.day}>{index === 0 ? texts.product.now : dayInWords(startsOn, today)}</View>
            <View className={styles.wait}>{index === 0 ? '' : texts.product.inDays(daysBetween(today, startsOn))}</View>
          </View>
        ))}
      </View>
    </View>
  )
}

function spokenStep(startsOn: string, today: string, priceCents: number): string {
  return startsOn === today ? `${texts.product.now} ${spokenPrice(priceCents)}` : texts.product.stepLabel(dayInWords(startsOn, today), spokenPrice(priceCents))
}
