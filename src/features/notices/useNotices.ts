import { useDidShow } from '@tarojs/taro'
import type { Notice } from '@contract/sessions'
import { selectIsMember } from '@/features/session/sessionSlice'
import { useAppSelector } from '@/store/hooks'
import { useReadNoticeMutation, useUnreadNoticesQuery } from './noticesApi'

/** Unread notices of a member, newest first, asked for anew whenever the page comes to the front. A failure is silence. */
export function useNotices(): { notices: Notice[]; dismiss: () => void } {
  const isMember = useAppSelector(selectIsMember)
  const { currentData: notices = [], refetch, isUninitialized } = useUnreadNoticesQuery(undefined, { skip: !isMember })
  const [read] = useReadNoticeMutation()
  useDidShow(() => {
    if (!isUninitialized) void refetch()
  })
  const dismiss = () => notices.forEach(({ id }) => void read(id))
  return { notices, dismiss }
}
