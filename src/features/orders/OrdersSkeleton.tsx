import { View } from '@tarojs/components'
import { Skeleton } from '@/components/Skeleton'
import styles from './Orders.module.scss'

export function OrdersSkeleton() {
  return (
    <View>
      {[0, 1, 2].map((row) => (
        <View key={row} className={styles.bone}>
          <Skeleton width="40%" height="18px" />
          <Skeleton width="56px" height="56px" />
          <Skeleton width="28%" height="16px" />
        </View>
      ))}
    </View>
  )
}
