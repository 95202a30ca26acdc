import { View } from '@tarojs/components'
import { Skeleton } from '@/components/Skeleton'
import styles from './Dates.module.scss'

export function DatesSkeleton() {
  return (
    <View className={styles.view}>
      {[0, 1, 2].map((row) => (
        <View key={row} className={styles.bone}>
          <Skeleton width="64px" height="64px" />
          <View className={styles.body}>
            <Skeleton width="30%" height="20px" />
            <Skeleton className={styles.boneLine} width="70%" height="18px" />
            <Skeleton className={styles.boneLine} width="55%" height="14px" />
          </View>
        </View>
      ))}
    </View>
  )
}
