import { View } from '@tarojs/components'
import { Skeleton } from '@/components/Skeleton'
import styles from './Coupons.module.scss'

export function CouponsSkeleton() {
  return (
    <>
      {[0, 1, 2].map((row) => (
        <View key={row} className={styles.bone}>
          <Skeleton width="64px" height="40px" />
          <View className={styles.body}>
            <Skeleton width="50%" height="20px" />
            <Skeleton className={styles.boneLine} width="70%" height="14px" />
            <Skeleton className={styles.boneLine} width="60%" height="14px" />
          </View>
        </View>
      ))}
    </>
  )
}
