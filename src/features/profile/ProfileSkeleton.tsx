import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Skeleton } from '@/components/Skeleton'
import { texts } from './texts'
import styles from './Profile.module.scss'

/** The shape of the form while it is not known yet who looks. */
export function ProfileSkeleton() {
  return (
    <View className={styles.view} {...aria({ role: 'status', busy: true, label: texts.loading })}>
      <View className={styles.card}>
        <Skeleton className={styles.round} width="96px" height="96px" />
        <View className={styles.status} />
        <Skeleton className={styles.bone} width="128px" height="44px" />
      </View>
      <View className={styles.card}>
        <Skeleton width="25%" height="14px" />
        <Skeleton className={styles.bone} height="48px" />
        <Skeleton className={styles.bone} height="48px" />
      </View>
    </View>
  )
}
