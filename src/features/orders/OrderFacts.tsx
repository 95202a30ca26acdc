import { Text, View } from '@tarojs/components'
import type { Order } from '@contract/orders'
import type { OrderRefund } from '@contract/refunds'
import { formatPrice } from '@domain/money'
import { regionName } from '@domain/regionName'
import { momentText } from '@/components/formatDate'
import { Heading } from '@/components/Heading'
import { fullName } from '@/features/catalogue/productText'
import refundStyles from './LineRefund.module.scss'
import styles from './Order.module.scss'
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

/** What became of the money that was asked back, each time; the latest first. */
export function RefundCards({ order }: { order: Order }) {
  return (
    <>
      {order.refunds.map((refund, index) => (
        <RefundCard key={refund.requestedAt + refund.kind} order={order} refund={refund} title={index === 0 ? texts.refund : texts.earlierRefund} />
      ))}
    </>
  )
}

function RefundCard({ order, refund, title }: { order: Order; refund: OrderRefund; title: string }) {
  return (
    <View className={styles.card}>
      <Heading level={2} className={styles.cardTitle}>
        {title}
      </Heading>
      <Fact name={texts.refundStatus[refund.status]} value={formatPrice(refund.amountCents)} />
      {order.totals.quantity > 1 && <RefundedGoods order={order} refund={refund} />}
      {refund.reason && <Fact name={texts.reason} value={texts.reasons[refund.reason]} />}
      {refund.kind !== 'requested' && <View className={styles.words}>{texts.refundKinds[refund.kind]}</View>}
      {refund.note && <View className={styles.words}>{refund.note}</View>}
      {refund.photos.length > 0 && <SentPhotos photos={refund.photos} />}
      {refund.answer && <View className={styles.words}>{texts.refundAnswer(refund.answer)}</View>}
    </View>
  )
}

/** Of which goods the money is, and the freight that went back with the last of them. */
function RefundedGoods({ order: { lines }, refund }: { order: Order; refund: OrderRefund }) {
  const freightCents = refund.lines.reduce((rest, line) => rest - line.amountCents, refund.amountCents)
  return (
    <>
      {refund.lines.map(({ batchId, quantity, amountCents }) => {
        const line = lines.find((sold) => sold.batchId === batchId)
        return line && <Fact key={batchId} name={texts.returnedLine(fullName(line), quantity)} value={formatPrice(amountCents)} isLong />
      })}
      {refund.lines.length > 0 && freightCents > 0 && <Fact name={texts.freight} value={formatPrice(freightCents)} />}
    </>
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

/** `isLong`: the name takes the room, and the value is short. */
function Fact({ name, value, isLong }: { name: string; value: string; isLong?: boolean }) {
  return (
    <View className={styles.fact}>
      <View className={isLong ? refundStyles.name : styles.factName}>{name}</View>
      <Text selectable className={styles.factValue}>
        {value}
      </Text>
    </View>
  )
}
