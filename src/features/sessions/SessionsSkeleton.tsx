import { View } from '@tarojs/components'
import { CellGroup } from '@/components/Cell'
import { Skeleton } from '@/components/Skeleton'
import { texts } from './texts'
import styles from './Sessions.module.scss'

export function SessionsSkeleton() {
  return (
    <>
      <CellGroup title={texts.here}>
        <Bones />
      </CellGroup>
      <CellGroup title={texts.others}>
        <Bones />
        <Bones />
      </CellGroup>
    </>
  )
}

function Bones() {
  return (
    <View className={styles.bones}>
      <Skeleton width="52%" height="16px" />
      <Skeleton width="72%" height="12px" />
    </View>
  )
}
