import { View } from '@tarojs/components'
import { Skeleton } from '@/components/Skeleton'
import styles from './Checkout.module.scss'

export function CheckoutSkeleton() {
  return (
    <>
      <View className={styles.card}>
        <Skeleton width="50%" height="20px" />
        <View className={styles.bone}>
          <Skeleton width="84%" height="16px" />
        </View>
      </View>
      <View className={styles.card}>
        {[0, 1].map((row) => (
          <View key={row} className={styles.bone}>
            <Skeleton width="64px" height="64px" />
            <View className={styles.boneBody}>
              <Skeleton width="72%" height="16px" />
              <Skeleton width="50%" height="13px" />
              <Skeleton width="30%" height="18px" />
            </View>
          </View>
        ))}
      </View>
    </>
  )
}
