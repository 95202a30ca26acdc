import { useState } from 'react'
import { Button } from '@/components/Button'
import { selectOneTap } from '@/features/phone/phoneSlice'
import { useAppSelector } from '@/store/hooks'
import { OneTapNote } from './OneTapNote'
import { PhoneButton } from './PhoneButton'
import { PhoneBySms } from './PhoneBySms'
import { texts } from './texts'
import { usePhoneStep } from './usePhoneStep'

/** Mini-program: one tap for the number that WeChat knows, a one-time code for another. */
export function PhoneStep() {
  const isOpen = useAppSelector(selectOneTap) === 'open'
  const { isBusy, error, attempt } = usePhoneStep()
  const [wantsSms, setWantsSms] = useState(false)
  if (!isOpen || wantsSms || error) {
    return (
      <>
        <OneTapNote />
        <PhoneBySms firstError={error} />
      </>
    )
  }
  return (
    <>
      <PhoneButton isBusy={isBusy} onGrant={attempt}>
        {texts.phoneByWechat}
      </PhoneButton>
      <Button kind="soft" block disabled={isBusy} onTap={() => setWantsSms(true)}>
        {texts.phoneBySms}
      </Button>
    </>
  )
}
