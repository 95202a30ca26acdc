import { View } from '@tarojs/components'
import { aria } from './aria'
import { Button } from './Button'
import styles from './LoadMore.module.scss'

export type LoadMoreStatus = 'idle' | 'loading' | 'end' | 'failed'

interface LoadMoreProps {
  status: LoadMoreStatus
  /** Said at the end of the list. */
  endText?: string
  onMore: () => void
}

const BUTTON = { idle: '加载更多', loading: '正在加载', failed: '再试一次' }

/**
 * The foot of an endless list. `idle` is a button too: scrolling is not the only way to get on. One button for all that
 * comes before the end, so that it keeps the focus while it loads.
 */
export function LoadMore({ status, endText = '没有更多了', onMore }: LoadMoreProps) {
  return (
    <View className={styles.foot} {...aria({ role: 'status', busy: status === 'loading' || undefined })}>
      {status === 'failed' && '后面的没有加载出来'}
      {status === 'end' ? (
        endText
      ) : (
        <Button kind="text" loading={status === 'loading'} onTap={onMore}>
          {BUTTON[status]}
        </Button>
      )}
    </View>
  )
}
