import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { selectIsConsentWithdrawn } from '@/features/consent/consentSlice'
import type { PendingIntent } from '@/features/intent/intentSlice'
import { ensureSession } from '@/features/session/ensureSession'
import { open } from '@/features/shell/navigation'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { ConsentStep } from './ConsentStep'
import type { GateStep } from './gateStep'
import { leaveGate } from './leaveGate'
import { PhoneStep } from '@/features/phone/PhoneStep'
import { purposeText } from './purposes'
import { SignInStep } from './SignInStep'
import { texts } from './texts'
import styles from './SignInSheet.module.scss'

/** What the sheet holds: why it asks, the step, and the calm way out. */
export function GateBody({ step, intent }: { step: GateStep; intent: PendingIntent }) {
  const dispatch = useAppDispatch()
  const isWithdrawn = useAppSelector(selectIsConsentWithdrawn)
  return (
    <View className={styles.body}>
      <View className={styles.why}>{step === 'consent' && isWithdrawn ? texts.withdrawnText : whyOf(step, intent)}</View>
      {step === 'signIn' && <SignInStep capability={intent.capability} />}
      {step === 'consent' && <ConsentStep />}
      {step === 'phone' && <PhoneStep />}
      {step === 'dormant' && (
        <Button block size="large" onTap={() => void open({ page: 'dormant' })}>
          {texts.dormantAction}
        </Button>
      )}
      {step === 'unavailable' && (
        <Button block size="large" onTap={() => void dispatch(ensureSession())}>
          {texts.retry}
        </Button>
      )}
      {(step === 'checking' || step === 'finishing') && (
        <View className={styles.waiting} {...aria({ role: 'status' })}>
          {step === 'checking' ? texts.checking : texts.finishing}
        </View>
      )}
      {step !== 'finishing' && (
        <Button kind="text" block onTap={() => dispatch(leaveGate())}>
          {LEAVE[step] ?? texts.leave}
        </Button>
      )}
    </View>
  )
}

const LEAVE: Partial<Record<GateStep, string>> = { phone: texts.leavePhone, consent: texts.leaveConsent, dormant: texts.leaveDormant }

function whyOf(step: GateStep, intent: PendingIntent): string {
  if (step === 'dormant') return texts.dormantText
  if (step === 'consent') return texts.consentText
  if (step === 'phone') return texts.phoneText
  return step === 'unavailable' ? texts.unavailable : purposeText(intent.purpose).text
}
