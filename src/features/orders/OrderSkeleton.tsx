import { View } from '@tarojs/components'
import { Skeleton } from '@/components/Skeleton'
import styles from './Order.module.scss'

export function OrderSkeleton() {
  return (
    <View>
      <View className={styles.state}>
        <Skeleton width="46%" height="30px" />
      </View>
      {[0, 1].map((card) => (
        <View key={card} className={styles.card}>
          <View className={styles.bone}>
            <Skeleton width="30%" height="18px" />
            <Skeleton width="80%" height="16px" />
            <Skeleton width="60%" height="16px" />
          </View>
        </View>
      ))}
    </View>
  )
}
