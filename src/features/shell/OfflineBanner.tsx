import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Icon } from '@/components/Icon'
import { selectIsOnline } from '@/features/connectivity/connectivitySlice'
import { useAppSelector } from '@/store/hooks'
import styles from './OfflineBanner.module.scss'
import { texts } from './texts'

/** Said once, at the top of every page, for as long as it is true. */
export function OfflineBanner() {
  const isOnline = useAppSelector(selectIsOnline)
  return (
    <View {...aria({ role: 'status' })}>
      {!isOnline && (
        <View className={styles.banner}>
          <Icon name="wifi-off" className={styles.icon} />
          {texts.offline}
        </View>
      )}
    </View>
  )
}
