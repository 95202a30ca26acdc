import { Text, View } from '@tarojs/components'
import type { Order } from '@contract/orders'
import { formatPrice } from '@domain/money'
import { regionName } from '@domain/regionName'
import { Heading } from '@/components/Heading'
import styles from './Order.module.scss'
import { momentText } from './orderDates'
import { SentPhotos } from './SentPhotos'
import { texts } from './texts'

/** Where it goes. */
export function AddressCard({ order: { address } }: { order: Order }) {
  const { recipient, phone, province, city, district, detail } = address
  return (
    <View className={styles.card}>
      <Heading level={2} className={styles.cardTitle}>
        {texts.address}
      </Heading>
      <View className={styles.who}>
        {recipient}
        <View className={styles.phone}>{phone}</View>
      </View>
      <View className={styles.where}>
        {regionName([province, city, district])} {detail}
      </View>
    </View>
  )
}

/** What became of the money that was asked back. */
export function RefundCard({ order: { refund } }: { order: Order }) {
  if (!refund) return null
  return (
    <View className={styles.card}>
      <Heading level={2} className={styles.cardTitle}>
        {texts.refund}
      </Heading>
      <Fact name={texts.refundStatus[refund.status]} value={formatPrice(refund.amountCents)} />
      {refund.reason && <Fact name={texts.reason} value={texts.reasons[refund.reason]} />}
      {refund.kind !== 'requested' && <View className={styles.words}>{texts.refundKinds[refund.kind]}</View>}
      {refund.note && <View className={styles.words}>{refund.note}</View>}
      {refund.photos.length > 0 && <SentPhotos photos={refund.photos} />}
      {refund.answer && <View className={styles.words}>{texts.refundAnswer(refund.answer)}</View>}
    </View>
  )
}

const EVENTS = ['createdAt', 'paidAt', 'packedAt', 'shippedAt', 'deliveredAt', 'doneAt', 'cancelledAt', 'refundedAt'] as const

/** Its number, when what happened, and what was confirmed. */
export function FactsCard({ order }: { order: Order }) {
  const { number, remark, nearExpiry } = order
  return (
    <View className={styles.card}>
      <Heading level={2} className={styles.cardTitle}>
        {texts.facts}
      </Heading>
      <Fact name={texts.number} value={number} />
      {EVENTS.map((event) => {
        const at = order[event]
        return at === null ? null : <Fact key={event} name={texts.events[event]} value={momentText(at)} />
      })}
      {remark && <Fact name={texts.remark} value={remark} />}
      {nearExpiry && (
        <>
          <Fact name={texts.nearExpiry} value={texts.confirmedAt(momentText(nearExpiry.confirmedAt))} />
          <View className={styles.words}>{nearExpiry.wording}</View>
        </>
      )}
    </View>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <View className={styles.fact}>
      <View className={styles.factName}>{name}</View>
      <Text selectable className={styles.factValue}>
        {value}
      </Text>
    </View>
  )
}
