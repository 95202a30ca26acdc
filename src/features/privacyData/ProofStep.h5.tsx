import { View } from '@tarojs/components'
import { selectMe } from '@/features/user/userSlice'
import { useAppSelector } from '@/store/hooks'
import { ProofBySms } from './ProofBySms'
import type { ProofStepProps } from './proofStepProps'
import { texts } from './texts'
import styles from './PrivacyData.module.scss'

/** Showing again who one is; on H5 by a code to the own number. */
export function ProofStep({ onProven }: ProofStepProps) {
  const phone = useAppSelector(selectMe)?.phone
  return (
    <View className={styles.body}>
      <View className={styles.text}>{texts.proofWhy}</View>
      {phone ? <ProofBySms phone={phone} onProven={onProven} /> : <View className={styles.text}>{texts.proveNoNumber}</View>}
    </View>
  )
}
