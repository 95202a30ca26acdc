import { View } from '@tarojs/components'
import { Skeleton } from '@/components/Skeleton'
import { GridSkeleton } from '../GridSkeleton'
import styles from './Home.module.scss'

export function HomeSkeleton() {
  return (
    <View aria-hidden="true">
      <View className={styles.tiles}>
        {Array.from({ length: 6 }, (_, index) => (
          <View key={index} className={styles.tile}>
            <Skeleton className={styles.round} width="56px" height="56px" />
            <Skeleton width="32px" height="10px" />
          </View>
        ))}
      </View>
      <View className={styles.heroGhost}>
        <Skeleton className={styles.heroBone} height="124px" />
      </View>
      <GridSkeleton count={4} />
    </View>
  )
}
