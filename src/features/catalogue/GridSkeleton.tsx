import { View } from '@tarojs/components'
import { cx } from '@/components/cx'
import { Skeleton } from '@/components/Skeleton'
import styles from './ProductGrid.module.scss'

interface GridSkeletonProps {
  count?: number
  layout?: 'tile' | 'row'
}

/** The shape of a grid that is still on its way. */
export function GridSkeleton({ count = 4, layout = 'tile' }: GridSkeletonProps) {
  const isRow = layout === 'row'
  return (
    <View className={cx(styles.grid, isRow && styles.rows)} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <View key={index} className={cx(styles.ghost, isRow && styles.ghostRow)}>
          <Skeleton className={styles.picture} width={isRow ? '96px' : '100%'} height={isRow ? '136px' : '134px'} />
          <View className={styles.lines}>
            <Skeleton width="82%" />
            <Skeleton width="46%" height="0.8em" />
            <Skeleton height="0.8em" />
            <Skeleton width="60%" height="1.5em" />
          </View>
        </View>
      ))}
    </View>
  )
}
