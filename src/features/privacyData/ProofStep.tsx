import { useState } from 'react'
import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { errorText } from '@/features/errors/errorText'
import { selectMe } from '@/features/user/userSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { ProofBySms } from './ProofBySms'
import type { ProofStepProps } from './proofStepProps'
import { proveByWechat } from './proofThunks'
import { texts } from './texts'
import styles from './PrivacyData.module.scss'

/** Showing again who one is (mini-program): by one tap, or by a code to the own number. */
export function ProofStep({ onProven }: ProofStepProps) {
  const dispatch = useAppDispatch()
  const phone = useAppSelector(selectMe)?.phone
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [wantsSms, setWantsSms] = useState(false)

  const prove = async () => {
    setBusy(true)
    const result = await dispatch(proveByWechat())
    setBusy(false)
    if (proveByWechat.fulfilled.match(result)) return onProven()
    setError(result.payload ? errorText(result.payload) : null)
  }
  return (
    <View className={styles.body}>
      <View className={styles.text}>{texts.proofWhy}</View>
      {wantsSms && phone ? (
        <ProofBySms phone={phone} onProven={onProven} />
      ) : (
        <>
          {error && (
            <View className={styles.error} {...aria({ role: 'alert' })}>
              {error}
            </View>
          )}
          <Button block size="large" loading={isBusy} onTap={() => void prove()}>
            {texts.proveByWechat}
          </Button>
          {phone && (
            <Button kind="soft" block disabled={isBusy} onTap={() => setWantsSms(true)}>
              {texts.proveBySms}
            </Button>
          )}
        </>
      )}
    </View>
  )
}
