import { View } from '@tarojs/components'
import { Skeleton } from '@/components/Skeleton'
import styles from './RegionSteps.module.scss'

const WIDTHS = ['30%', '42%', '34%', '26%', '38%', '30%']

export function RegionSkeleton() {
  return (
    <View className={styles.list}>
      {WIDTHS.map((width, row) => (
        <View key={row} className={styles.option}>
          <Skeleton width={width} />
        </View>
      ))}
    </View>
  )
}
