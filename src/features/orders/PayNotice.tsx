import { View } from '@tarojs/components'
import type { ApiError } from '@/api/apiError'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { cx } from '@/components/cx'
import { errorText } from '@/features/errors/errorText'
import type { Payment } from '@/features/payment/paymentSlice'
import styles from './Order.module.scss'
import { texts } from './texts'

interface PayNoticeProps {
  payment: Payment
  onAsk: () => void
}

/** How paying goes. To turn back is no failure; a failure says why. */
export function PayNotice({ payment, onAsk }: PayNoticeProps) {
  const isFailed = payment.status === 'failed'
  return (
    <View className={cx(styles.news, isFailed && styles.failure)} {...aria({ role: isFailed ? 'alert' : 'status' })}>
      <View>{isFailed ? failureText(payment.error) : texts.paying[payment.status]}</View>
      {payment.status === 'unsure' && (
        <Button kind="soft" size="small" className={styles.again} onTap={onAsk}>
          {texts.askAgain}
        </Button>
      )}
    </View>
  )
}

function failureText(error: ApiError): string {
  if (error.kind === 'unsupported') return texts.payUnsupported
  if (error.kind === 'problem' && error.code === 'payer_unknown') return texts.payerUnknown
  return texts.payFailed(errorText(error))
}
