import type { SessionInfo, SessionList, SessionsEnded } from '@contract/sessions'
import { memberApi } from '@/features/session/memberApi'

/** Where the shopper is signed in. A change is shown when the server has made it: a session must not look ended and live. */
export const sessionsApi = memberApi.enhanceEndpoints({ addTagTypes: ['Sessions'] }).injectEndpoints({
  endpoints: (build) => ({
    sessions: build.query<SessionInfo[], void>({
      query: () => ({ path: '/v1/me/sessions' }),
      transformResponse: ({ items }: SessionList) => items,
      providesTags: ['Sessions'],
    }),
    endSession: build.mutation<void, string>({
      query: (id) => ({ method: 'DELETE', path: `/v1/me/sessions/${encodeURIComponent(id)}` }),
      // Also after a failure: it may have been over before.
      invalidatesTags: ['Sessions'],
    }),
    endOtherSessions: build.mutation<SessionsEnded, void>({
      query: () => ({ method: 'DELETE', path: '/v1/me/sessions' }),
      invalidatesTags: ['Sessions'],
    }),
  }),
})

export const { useSessionsQuery, useEndSessionMutation, useEndOtherSessionsMutation } = sessionsApi
