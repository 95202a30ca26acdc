import { useDidShow } from '@tarojs/taro'
import type { Notice } from '@contract/sessions'
import { selectIsMember } from '@/features/session/sessionSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { noticesApi, useReadNoticeMutation, useUnreadNoticesQuery } from './noticesApi'

/** Unread notices of a member, newest first, asked for anew whenever the page comes to the front. A failure is silence. */
export function useNotices(): { notices: Notice[]; dismiss: () => void } {
  const dispatch = useAppDispatch()
  const isMember = useAppSelector(selectIsMember)
  const { currentData: notices = [], isFetching } = useUnreadNoticesQuery(undefined, { skip: !isMember })
  const [read] = useReadNoticeMutation()
  // By tag: `refetch` throws where the page is shown before the query has begun, as in the mini-program.
  useDidShow(() => {
    if (!isFetching) dispatch(noticesApi.util.invalidateTags(['Notices']))
  })
  const dismiss = () => notices.forEach(({ id }) => void read(id))
  return { notices, dismiss }
}
