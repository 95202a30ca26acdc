import { View } from '@tarojs/components'
import { aria } from './aria'
import { Button } from './Button'
import styles from './LoadMore.module.scss'

interface LoadMoreProps {
  status: 'idle' | 'loading' | 'end' | 'failed'
  /** Said at the end of the list. */
  endText?: string
  onMore: () => void
}

/** The foot of an endless list. `idle` is a button too: scrolling is not the only way to get on. */
export function LoadMore({ status, endText = '没有更多了', onMore }: LoadMoreProps) {
  if (status === 'idle' || status === 'failed') {
    return (
      <View className={styles.foot} {...aria({ role: 'status' })}>
        {status === 'failed' && '后面的没有加载出来'}
        <Button kind="text" onTap={onMore}>
          {status === 'failed' ? '再试一次' : '加载更多'}
        </Button>
      </View>
    )
  }
  return (
    <View className={styles.foot} {...aria({ role: 'status', busy: status === 'loading' || undefined })}>
      {status === 'loading' && <View className={styles.spinner} aria-hidden="true" />}
      {status === 'loading' ? '正在加载' : endText}
    </View>
  )
}
