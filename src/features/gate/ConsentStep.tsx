import { useState } from 'react'
import { View } from '@tarojs/components'
import type { ApiError } from '@/api/apiError'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { agreeAgain } from '@/features/consent/agreeAgain'
import { errorText } from '@/features/errors/errorText'
import { useAppDispatch } from '@/store/hooks'
import { ConsentLine } from './ConsentLine'
import { texts } from './texts'
import { useConsent } from './useConsent'
import styles from './SignInSheet.module.scss'

/** The agreement has changed since this member agreed to it. */
export function ConsentStep() {
  const consent = useConsent()
  const dispatch = useAppDispatch()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)

  const handleAgree = async () => {
    if (!consent.demand()) return
    setBusy(true)
    const result = await dispatch(agreeAgain())
    setBusy(false)
    setError(agreeAgain.rejected.match(result) ? (result.payload ?? null) : null)
  }
  return (
    <>
      {error && (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          {errorText(error)}
        </View>
      )}
      <ConsentLine {...consent} />
      <Button block size="large" loading={isBusy} onTap={() => void handleAgree()}>
        {texts.agreeAgain}
      </Button>
    </>
  )
}
