import { View } from '@tarojs/components'
import type { Order } from '@contract/orders'
import { aria } from '@/components/aria'
import { momentText } from '@/components/formatDate'
import { Heading } from '@/components/Heading'
import { Skeleton } from '@/components/Skeleton'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import styles from './Order.module.scss'
import { useOrderTraceQuery } from './ordersApi'
import { texts } from './texts'

/** Where the parcel is, newest first. */
export function TraceBlock({ order: { number, shipping } }: { order: Order }) {
  const { currentData, error, isFetching, refetch } = useOrderTraceQuery(number, { refetchOnMountOrArgChange: true })
  return (
    <View className={styles.card}>
      <Heading level={2} className={styles.cardTitle}>
        {texts.trace}
      </Heading>
      {shipping && <View className={styles.parcel}>{texts.carrier(shipping.carrier, shipping.trackingNumber)}</View>}
      <StateView compact status={viewStatus({ data: currentData, error, isFetching })} skeleton={<Skeleton height="44px" />} failure={texts.traceFailed} onRetry={() => void refetch()}>
        {currentData?.items.length === 0 && <View className={styles.words}>{texts.traceEmpty}</View>}
        <View {...aria({ role: 'list', label: texts.trace })}>
          {currentData?.items.map(({ at, text, place }) => (
            <View key={`${at} ${text}`} className={styles.entry} {...aria({ role: 'listitem' })}>
              <View className={styles.entryText}>{[place, text].filter(Boolean).join(' · ')}</View>
              <View className={styles.entryMoment}>{momentText(at)}</View>
            </View>
          ))}
        </View>
      </StateView>
    </View>
  )
}
