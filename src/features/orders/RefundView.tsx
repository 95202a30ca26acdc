import { View } from '@tarojs/components'
import { REFUND_NOTE_MAX_LENGTH } from '@contract/limits'
import type { Order } from '@contract/orders'
import type { RefundReason } from '@contract/refunds'
import emptyArt from '@/assets/empty/list.png'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { cx } from '@/components/cx'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { Notice } from '@/components/Notice'
import { StateView } from '@/components/StateView'
import { Tappable } from '@/components/Tappable'
import { TextField } from '@/components/TextField'
import { useArrowKeys } from '@/components/useArrowKeys'
import { errorText } from '@/features/errors/errorText'
import { replaceWith } from '@/features/shell/navigation'
import styles from './Order.module.scss'
import { OrderSkeleton } from './OrderSkeleton'
import { RefundAmount } from './RefundAmount'
import { RefundGoods } from './RefundGoods'
import { RefundPhotos } from './RefundPhotos'
import { texts } from './texts'
import type { OrderScreen } from './useOrder'
import { REASONS_ID, useRefundForm } from './useRefundForm'

/** Asking for the money back. */
export function RefundView({ screen }: { screen: OrderScreen }) {
  const { status, order, reload } = screen
  const gone = { art: emptyArt, title: texts.gone, text: texts.goneHint, action: { label: texts.toList, onTap: () => void replaceWith({ page: 'orders' }) } }
  return (
    <View className={styles.view}>
      <StateView status={status} skeleton={<OrderSkeleton />} failure={texts.failed} empty={gone} onRetry={reload}>
        {order && (order.actions.includes('requestRefund') ? <RefundForm order={order} /> : <NotRefundable order={order} />)}
      </StateView>
    </View>
  )
}

function NotRefundable({ order: { number, status } }: { order: Order }) {
  return (
    <Notice
      art={emptyArt}
      title={texts.notRefundable}
      text={texts.status[status]}
      action={{ label: texts.backToOrder, onTap: () => void replaceWith({ page: 'order', params: { number } }) }}
    />
  )
}

function RefundForm({ order }: { order: Order }) {
  const form = useRefundForm(order)
  return (
    <View {...aria({ role: 'form', label: texts.refundTitle })}>
      <View className={styles.card}>
        <Heading level={2} className={styles.cardTitle}>
          {texts.reason}
        </Heading>
        <Reasons value={form.reason} onChange={form.setReason} />
        {order.nearExpiry && <View className={styles.hint}>{texts.excludedHint}</View>}
        <View {...aria({ live: 'assertive' })}>{form.isMissing && <View className={styles.error}>{texts.reasonMissing}</View>}</View>
      </View>
      {form.lines.hasChoice && <RefundGoods lines={form.lines} isMissing={form.isNothing} />}
      <View className={styles.card}>
        <TextField multiline label={texts.note} placeholder={texts.noteHint} value={form.note} maxLength={REFUND_NOTE_MAX_LENGTH} onChange={form.setNote} />
      </View>
      <RefundPhotos {...form.photos} />
      <View {...aria({ live: 'assertive' })}>{form.isWaiting && <View className={styles.news}>{texts.photosWaiting}</View>}</View>
      <RefundAmount order={order} lines={form.lines} />
      {form.error && (
        <View className={cx(styles.news, styles.failure)} {...aria({ role: 'alert' })}>
          {errorText(form.error)}
        </View>
      )}
      <Button block size="large" loading={form.isBusy} onTap={form.submit}>
        {texts.submitRefund}
      </Button>
    </View>
  )
}

const REASONS = Object.keys(texts.reasons) as RefundReason[]
const reasonId = (reason: RefundReason) => `refund-reason-${reason}`

function Reasons({ value, onChange }: { value: RefundReason | null; onChange: (reason: RefundReason) => void }) {
  const ids = REASONS.map(reasonId)
  const keys = useArrowKeys(ids, value === null ? undefined : reasonId(value), (id) => {
    const reason = REASONS[ids.indexOf(id)]
    if (reason) onChange(reason)
  })
  // One tab stop: the reason that is chosen, else the first.
  const stop = value ?? REASONS[0]
  return (
    <View id={REASONS_ID} className={styles.reasons} {...keys} {...aria({ role: 'radiogroup', label: texts.reason })}>
      {REASONS.map((reason) => (
        <Tappable key={reason} id={reasonId(reason)} role="radio" className={styles.reason} tabIndex={reason === stop ? 0 : -1} checked={reason === value} onTap={() => onChange(reason)}>
          <View className={cx(styles.mark, reason === value && styles.marked)}>{reason === value && <Icon name="check" />}</View>
          {texts.reasons[reason]}
        </Tappable>
      ))}
    </View>
  )
}
