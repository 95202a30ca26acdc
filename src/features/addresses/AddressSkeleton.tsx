import { View } from '@tarojs/components'
import { Skeleton } from '@/components/Skeleton'
import styles from './AddressBook.module.scss'

export function AddressSkeleton() {
  return (
    <View>
      {[0, 1, 2].map((row) => (
        <View key={row} className={styles.bone}>
          <Skeleton width="44%" height="20px" />
          <Skeleton width="58%" height="14px" />
          <Skeleton width="82%" height="16px" />
        </View>
      ))}
    </View>
  )
}
