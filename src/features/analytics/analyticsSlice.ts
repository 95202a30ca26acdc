import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { AnalyticsHit } from '@contract/analytics'
import { sessionEnded, signedOut } from '@/features/session/sessionActions'
import type { RootState } from '@/store/makeStore'

/** Enough for a day without network; the oldest make room. */
export const KEPT_HITS = 200

/** As it is kept: with the time instead of the age, which grows until it is sent. */
export type NotedHit = Omit<AnalyticsHit, 'ageSeconds'> & {
  /** Milliseconds since the epoch, by the phone: only differences count. */
  at: number
}

export interface AnalyticsState {
  /** Random. Null before the first hit, and again after a sign-out: who comes next is somebody else. */
  visitorId: string | null
  /** Waiting to be sent, oldest first. */
  hits: NotedHit[]
}

export const initialAnalytics: AnalyticsState = { visitorId: null, hits: [] }

const analyticsSlice = createSlice({
  name: 'analytics',
  initialState: initialAnalytics,
  reducers: {
    hitNoted(state, { payload }: PayloadAction<NotedHit>) {
      state.visitorId = payload.visitorId
      state.hits = [...state.hits, payload].slice(-KEPT_HITS)
    },
    /** Sent, refused for good, or too old. */
    hitsDone(state, { payload }: PayloadAction<string[]>) {
      state.hits = state.hits.filter(({ id }) => !payload.includes(id))
    },
    /** The shopper does not want it any more: what waits goes unsent. */
    analyticsForgotten: () => initialAnalytics,
  },
  extraReducers: (builder) => builder.addCase(signedOut, detach).addCase(sessionEnded, detach),
})

function detach(state: AnalyticsState): void {
  state.visitorId = null
}

export const { hitNoted, hitsDone, analyticsForgotten } = analyticsSlice.actions
export const analyticsReducer = analyticsSlice.reducer

export const selectVisitorId = (state: RootState) => state.analytics.visitorId
export const selectNotedHits = (state: RootState) => state.analytics.hits
