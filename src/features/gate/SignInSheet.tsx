import { useEffect, useState } from 'react'
import { Image } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { Sheet } from '@/components/Sheet'
import { selectIsConsentWithdrawn } from '@/features/consent/consentSlice'
import type { PendingIntent } from '@/features/intent/intentSlice'
import { preparePhone, PREPARE_EVERY_MS } from '@/features/phone/preparePhone'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { enterPage } from './enterPage'
import { GateBody } from './GateBody'
import { selectGateStep, selectIntentOfPage, type GateStep } from './gateStep'
import { leaveGate } from './leaveGate'
import { purposeText } from './purposes'
import { texts } from './texts'
import { usePageKey } from '@/features/shell/PageKeyProvider'
import styles from './SignInSheet.module.scss'

/**
 * The gate's sheet. Every page hosts one; it opens on the page where the gate was met, and nowhere else. It stays open while
 * another page lies over that one, so that nothing typed is lost to somebody who reads the agreement.
 */
export function SignInSheet() {
  const page = usePageKey()
  const dispatch = useAppDispatch()
  const step = useAppSelector((state) => selectGateStep(state, page))
  const intent = useLast(useAppSelector((state) => selectIntentOfPage(state, page)))
  const shownStep = useLast(step === 'closed' ? null : step)
  const isWithdrawn = useAppSelector(selectIsConsentWithdrawn)
  useDidShow(() => dispatch(enterPage(page)))
  useEffect(() => {
    if (step !== 'signIn' && step !== 'phone') return
    void dispatch(preparePhone())
    const timer = setInterval(() => void dispatch(preparePhone()), PREPARE_EVERY_MS)
    return () => clearInterval(timer)
  }, [step, dispatch])

  const { art, title } = headOf(intent, shownStep, isWithdrawn)
  return (
    <Sheet isOpen={step !== 'closed'} title={title} centred art={<Image className={styles.art} src={art} mode="aspectFit" aria-hidden="true" />} onClose={() => dispatch(leaveGate())}>
      {intent && shownStep && <GateBody step={shownStep} intent={intent} />}
    </Sheet>
  )
}

const TITLES: Partial<Record<GateStep, string>> = { dormant: texts.dormantTitle, consent: texts.consentTitle, phone: texts.phoneTitle, unavailable: texts.unavailableTitle }

function headOf(intent: PendingIntent | null, step: GateStep | null, isWithdrawn: boolean): { art: string; title: string } {
  const { art, title } = purposeText(intent?.purpose ?? '')
  if (step === 'consent' && isWithdrawn) return { art, title: texts.withdrawnTitle }
  return { art, title: (step && TITLES[step]) ?? title }
}

/** While the sheet slides away, what it showed stays in it. */
function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState(value)
  if (value !== null && value !== last) setLast(value)
  return value ?? last
}
