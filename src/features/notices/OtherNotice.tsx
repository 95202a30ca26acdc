import { open } from '@/features/shell/navigation'
import { NoticeCard } from './NoticeCard'
import { texts } from './texts'
import type { OtherNotice as News } from './useNotices'

interface OtherNoticeProps {
  notice: News
  onRead: () => void
}

/** One favourite or one parcel, and the way to it; whoever goes there has read it. */
export function OtherNotice({ notice, onRead }: OtherNoticeProps) {
  const isShipped = notice.kind === 'shipped'
  const look = () => {
    onRead()
    void open(isShipped ? { page: 'order', params: { number: notice.orderNumber } } : { page: 'product', params: { id: notice.productId } })
  }
  return (
    <NoticeCard
      news={{
        icon: isShipped ? 'truck' : 'heart',
        title: texts.titles[notice.kind],
        text: isShipped ? texts.shipped(notice) : texts.alert(notice),
        action: { label: texts.see, onTap: look },
        onDismiss: onRead,
      }}
    />
  )
}
