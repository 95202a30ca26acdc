import { View } from '@tarojs/components'
import { Skeleton } from '@/components/Skeleton'
import styles from './Product.module.scss'

export function ProductSkeleton() {
  return (
    <View className={styles.layout} aria-hidden="true">
      <View className={styles.left}>
        <Skeleton className={styles.pictureBone} height="300px" />
      </View>
      <View className={styles.right}>
        <View className={styles.block}>
          <Skeleton width="40%" height="30px" />
          <Skeleton width="60%" height="28px" />
          <Skeleton width="80%" height="22px" />
          <Skeleton width="50%" />
        </View>
        <View className={styles.block}>
          <Skeleton width="30%" height="20px" />
          <Skeleton height="84px" />
          <Skeleton height="84px" />
        </View>
      </View>
    </View>
  )
}
