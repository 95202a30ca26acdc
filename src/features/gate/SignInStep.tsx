import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Capability } from '@contract/identity'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { errorText } from '@/features/errors/errorText'
import { selectOneTap } from '@/features/phone/phoneSlice'
import { SmsForm } from '@/features/phone/SmsForm'
import { useAppSelector } from '@/store/hooks'
import { ConsentLine } from './ConsentLine'
import { DeletingAccount } from './DeletingAccount'
import { OneTapNote } from '@/features/phone/OneTapNote'
import { PhoneButton } from '@/features/phone/PhoneButton'
import { texts } from './texts'
import { useConsent } from './useConsent'
import { useSignIn } from './useSignIn'
import styles from './SignInSheet.module.scss'

/** Mini-program: one tap by WeChat first, a one-time code as the other way. */
export function SignInStep({ capability }: { capability: Capability }) {
  const consent = useConsent()
  const { isBusy, error, deleting, attempt } = useSignIn()
  const [wantsSms, setWantsSms] = useState(false)
  const needsPhone = capability === 'phoneVerified'
  const isPhoneClosed = useAppSelector(selectOneTap) !== 'open' && needsPhone

  if (deleting) return <DeletingAccount deleting={deleting} isBusy={isBusy} />
  if (wantsSms || isPhoneClosed) {
    return (
      <>
        {isPhoneClosed && <OneTapNote />}
        <SmsForm
          purpose="signIn"
          submit={texts.signIn}
          isBusy={isBusy}
          error={error && errorText(error)}
          mayProceed={consent.demand}
          onSubmit={(proof) => attempt({ by: 'sms', ...proof })}
        >
          <ConsentLine {...consent} />
        </SmsForm>
        {!isPhoneClosed && (
          <Button kind="soft" block disabled={isBusy} onTap={() => setWantsSms(false)}>
            {texts.byWechat}
          </Button>
        )}
      </>
    )
  }
  return (
    <>
      {error && (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          {errorText(error)}
        </View>
      )}
      {needsPhone ? (
        <PhoneButton isBusy={isBusy} mayProceed={consent.demand} isAllowed={consent.hasConsented} onGrant={(phone) => attempt({ by: 'wechat', phone })}>
          {texts.wechatWithPhone}
        </PhoneButton>
      ) : (
        <Button block size="large" loading={isBusy} onTap={() => consent.demand() && attempt({ by: 'wechat' })}>
          {texts.wechat}
        </Button>
      )}
      <Button kind="soft" block disabled={isBusy} onTap={() => setWantsSms(true)}>
        {texts.bySms}
      </Button>
      <ConsentLine {...consent} />
    </>
  )
}
