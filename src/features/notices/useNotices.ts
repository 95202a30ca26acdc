import { useDidShow } from '@tarojs/taro'
import type { AlertNotice, BestBeforeNotice, Notice, ShippedNotice, SignInNotice } from '@contract/sessions'
import { selectIsMember } from '@/features/session/sessionSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { noticesApi, useReadNoticeMutation, useUnreadNoticesQuery } from './noticesApi'

export type OtherNotice = AlertNotice | ShippedNotice

export interface Notices {
  signIns: SignInNotice[]
  dates: BestBeforeNotice[]
  /** Each of something else, with its own place to look at. */
  others: OtherNotice[]
  /** Marks these as read. */
  dismiss: (notices: readonly Notice[]) => void
}

/** Unread notices of a member, each kind newest first, asked for anew whenever the page comes to the front. A failure is silence. */
export function useNotices(): Notices {
  const dispatch = useAppDispatch()
  const isMember = useAppSelector(selectIsMember)
  const { currentData: notices = [], isFetching } = useUnreadNoticesQuery(undefined, { skip: !isMember })
  const [read] = useReadNoticeMutation()
  // By tag: `refetch` throws where the page is shown before the query has begun, as in the mini-program.
  useDidShow(() => {
    if (!isFetching) dispatch(noticesApi.util.invalidateTags(['Notices']))
  })
  return {
    signIns: notices.filter((notice) => notice.kind === 'newSignIn'),
    dates: notices.filter((notice) => notice.kind === 'bestBefore'),
    others: notices.filter((notice) => notice.kind !== 'newSignIn' && notice.kind !== 'bestBefore'),
    dismiss: (seen) => seen.forEach(({ id }) => void read(id)),
  }
}
