import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { selectOneTap } from './phoneSlice'
import { useAppSelector } from '@/store/hooks'
import { texts } from './stepTexts'
import styles from './PhoneNote.module.scss'

/** After a refusal or a failure of WeChat's phone button: what the number is for, and that there is another way. */
export function OneTapNote() {
  const oneTap = useAppSelector(selectOneTap)
  if (oneTap === 'open') return null
  return (
    <View className={styles.note} {...aria({ role: 'status' })}>
      {texts.oneTap[oneTap]}
    </View>
  )
}
