import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import errorArt from '@/assets/empty/error.png'
import offlineArt from '@/assets/empty/offline.png'
import { aria } from './aria'
import { Notice, type NoticeProps } from './Notice'
import { Skeleton } from './Skeleton'

/** The states that every list and section has. `offline` is a failure for want of a network, with nothing kept to show. */
export type ViewStatus = 'loading' | 'ready' | 'empty' | 'failed' | 'offline'

interface StateViewProps {
  status: ViewStatus
  /** In the shape of the content, so that nothing moves when it comes. */
  skeleton?: ReactNode
  empty?: NoticeProps
  /** Sentence for a failure, where a better one than the usual is known. */
  failure?: string
  compact?: boolean
  onRetry?: () => void
  children?: ReactNode
}

const RETRY = '重新加载'

export function StateView({ status, skeleton, empty, failure, compact, onRetry, children }: StateViewProps) {
  const action = onRetry && { label: RETRY, onTap: onRetry }
  if (status === 'loading') {
    return <View {...aria({ role: 'status', busy: true, label: '正在加载' })}>{skeleton ?? <Skeleton height="96px" />}</View>
  }
  if (status === 'empty') return empty ? <Notice compact={compact} {...empty} /> : null
  if (status === 'failed') {
    return <Notice isAlert compact={compact} art={errorArt} title="没有加载出来" text={failure ?? '服务器开了小差，稍等一下再试'} action={action} />
  }
  if (status === 'offline') {
    return <Notice isAlert compact={compact} art={offlineArt} title="网络断开了" text="连上网络后再试一次" action={action} />
  }
  return <>{children}</>
}
