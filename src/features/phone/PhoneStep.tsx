import { useState } from 'react'
import { Button } from '@/components/Button'
import { selectOneTap } from './phoneSlice'
import { useAppSelector } from '@/store/hooks'
import { OneTapNote } from './OneTapNote'
import { PhoneButton } from './PhoneButton'
import { PhoneBySms } from './PhoneBySms'
import { PhoneTaken } from './PhoneTaken'
import { texts } from './stepTexts'
import { usePhoneStep } from './usePhoneStep'

/** Mini-program: one tap for the number that WeChat knows, a one-time code for another. */
export function PhoneStep() {
  const oneTap = useAppSelector(selectOneTap)
  const { isBusy, error, attempt } = usePhoneStep()
  const [wantsSms, setWantsSms] = useState(false)
  if (oneTap === 'taken' && !wantsSms) return <PhoneTaken onOther={() => setWantsSms(true)} />
  if (oneTap !== 'open' || wantsSms || error) {
    return (
      <>
        {oneTap !== 'taken' && <OneTapNote />}
        <PhoneBySms firstError={error} />
      </>
    )
  }
  return (
    <>
      <PhoneButton isBusy={isBusy} onGrant={attempt}>
        {texts.byWechat}
      </PhoneButton>
      <Button kind="soft" block disabled={isBusy} onTap={() => setWantsSms(true)}>
        {texts.bySms}
      </Button>
    </>
  )
}
