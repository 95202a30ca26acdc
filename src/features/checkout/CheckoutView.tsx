import { View } from '@tarojs/components'
import { ORDER_REMARK_MAX_LENGTH } from '@contract/limits'
import type { OrderPreview, PreviewLine } from '@contract/orders'
import emptyArt from '@/assets/empty/cart.png'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { cx } from '@/components/cx'
import { Heading } from '@/components/Heading'
import { StateView } from '@/components/StateView'
import { TextField } from '@/components/TextField'
import { nextStepText } from '@/features/catalogue/productText'
import { errorText } from '@/features/errors/errorText'
import { Goods } from '@/features/orders/Goods'
import { lineDates } from '@/features/orders/orderDates'
import { Sums } from '@/features/orders/Sums'
import { open, replaceWith } from '@/features/shell/navigation'
import { AddressBlock } from './AddressBlock'
import { ChangeNotice } from './ChangeNotice'
import styles from './Checkout.module.scss'
import { CouponBlock } from './CouponBlock'
import { CheckoutSkeleton } from './CheckoutSkeleton'
import { NearExpiryBlock } from './NearExpiryBlock'
import { texts } from './texts'
import type { Checkout } from './useCheckout'

const EMPTY = { art: emptyArt, title: texts.empty, text: texts.emptyHint, action: { label: texts.toCart, onTap: () => void open({ page: 'cart' }) } }

export function CheckoutView({ checkout }: { checkout: Checkout }) {
  const { status, preview, delivery, error, reload } = checkout
  return (
    <View className={styles.view}>
      <StateView status={status} skeleton={<CheckoutSkeleton />} failure={texts.failed} empty={EMPTY} onRetry={reload}>
        {preview && (
          <>
            <AddressBlock delivery={delivery} />
            <Failure checkout={checkout} />
            <ChangeNotice preview={preview} isRefused={error?.kind === 'problem' && error.code === 'order_changed'} onAdjust={checkout.adjust} />
            <Lines preview={preview} />
            {preview.nearExpiry && (
              <NearExpiryBlock notice={preview.nearExpiry} lines={preview.lines} isConfirmed={checkout.isConfirmed} isMissing={checkout.isConfirmMissing} onChange={checkout.confirm} />
            )}
            <View className={styles.card}>
              <TextField multiline label={texts.remark} placeholder={texts.remarkHint} value={checkout.remark} maxLength={ORDER_REMARK_MAX_LENGTH} onChange={checkout.setRemark} />
            </View>
            <CouponBlock checkout={checkout} coupons={preview.coupons} />
            <View className={styles.card}>
              <Sums totals={preview.totals} coupon={preview.coupons.usable.find(({ couponId }) => couponId === preview.coupons.chosenId)?.title} />
            </View>
            <View className={styles.window}>{texts.window(Math.round(preview.paymentWindowSeconds / 60))}</View>
          </>
        )}
      </StateView>
    </View>
  )
}

function Lines({ preview }: { preview: OrderPreview }) {
  return (
    <View className={styles.card}>
      <Heading level={2} className={styles.cardTitle}>
        {texts.lines}
      </Heading>
      <View {...aria({ role: 'list', label: texts.lines })}>
        {preview.lines.map((line) => (
          <Goods key={line.batchId} line={line} dates={lineDates(line, true)} freshness={line.freshness} isOff={!line.orderable}>
            <NextStep line={line} />
          </Goods>
        ))}
      </View>
    </View>
  )
}

/** Waiting has its price as well: what it would be, and when. */
function NextStep({ line }: { line: PreviewLine }) {
  const next = nextStepText(line)
  return next ? <View className={styles.next}>{next}</View> : null
}

/** Where the next step here is said better than by the server's own sentence. */
const SAID = { near_expiry_unconfirmed: texts.confirmAgain, coupon_unusable: texts.couponGone }

/** Why the last attempt made no order. What changed is said by the notice below, with the goods. */
function Failure({ checkout: { error } }: { checkout: Checkout }) {
  const code = error?.kind === 'problem' ? error.code : null
  if (!error || code === 'order_changed') return null
  return (
    <View className={cx(styles.news, styles.failure)} {...aria({ role: 'alert' })}>
      <View>{(code && SAID[code as keyof typeof SAID]) ?? errorText(error)}</View>
      {code === 'order_limit_reached' && (
        <Button kind="soft" size="small" className={styles.adjust} onTap={() => void replaceWith({ page: 'orders', params: { status: 'unpaid' } })}>
          {texts.seeUnpaid}
        </Button>
      )}
    </View>
  )
}
