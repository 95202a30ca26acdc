import type { Notice, NoticeList } from '@contract/sessions'
import { memberApi } from '@/features/session/memberApi'

/** What the shopper should know of and has not read. */
export const noticesApi = memberApi.enhanceEndpoints({ addTagTypes: ['Notices'] }).injectEndpoints({
  endpoints: (build) => ({
    unreadNotices: build.query<Notice[], void>({
      query: () => ({ path: '/v1/me/notices', query: { unread: true } }),
      transformResponse: ({ items }: NoticeList) => items,
      providesTags: ['Notices'],
    }),
    /** Gone at once; comes back by itself where the server did not hear of it. */
    readNotice: build.mutation<void, string>({
      query: (id) => ({ method: 'PUT', path: `/v1/me/notices/${encodeURIComponent(id)}/read` }),
      onQueryStarted(id, { dispatch }) {
        dispatch(noticesApi.util.updateQueryData('unreadNotices', undefined, (notices) => notices.filter((notice) => notice.id !== id)))
      },
    }),
  }),
})

export const { useUnreadNoticesQuery, useReadNoticeMutation } = noticesApi
