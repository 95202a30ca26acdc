import { ANALYTICS_BATCH_LIMIT, ANALYTICS_HIT_LIFETIME_SECONDS } from '@contract/limits'
import type { AnalyticsHit } from '@contract/analytics'
import { toApiError } from '@/api/apiError'
import { selectMayTrack } from '@/features/consent/trackingSlice'
import type { AppThunk } from '@/store/extra'
import { singleFlight } from '@/store/singleFlight'
import { hitsDone, selectNotedHits, type NotedHit } from './analyticsSlice'

/** A screen and the taps on it go in one call. */
const GATHER_MS = 1500

const flight = singleFlight<void>()

/**
 * Sends what was noted, oldest first. What cannot be sent waits for the next occasion: hits are known by their ids, so one
 * that arrived although its answer was lost is not counted again. Never rejects.
 */
export function sendHits(): AppThunk<Promise<void>> {
  return (dispatch, getState, extra) =>
    flight(extra, async () => {
      await extra.clock.wait(GATHER_MS)
      for (;;) {
        const state = getState()
        if (!state.connectivity.isOnline || !selectMayTrack(state)) return
        const now = extra.clock.now()
        const noted = selectNotedHits(state)
        const stale = noted.filter((hit) => ageSeconds(hit, now) > ANALYTICS_HIT_LIFETIME_SECONDS)
        if (stale.length > 0) dispatch(hitsDone(stale.map(({ id }) => id)))
        const batch = noted.filter((hit) => !stale.includes(hit)).slice(0, ANALYTICS_BATCH_LIMIT)
        if (batch.length === 0) return
        try {
          await extra.api.request<void>({ method: 'POST', path: '/v1/analytics', body: { hits: batch.map((hit) => toWire(hit, now)) } })
        } catch (thrown) {
          if (toApiError(thrown).retryable) return
          // Refused for good, or nobody counts here: sent again it would be refused again.
        }
        dispatch(hitsDone(batch.map(({ id }) => id)))
      }
    })
}

/** Never negative: a phone's clock may have been put back meanwhile. */
function ageSeconds({ at }: NotedHit, now: number): number {
  return Math.max(Math.floor((now - at) / 1000), 0)
}

function toWire({ at, ...hit }: NotedHit, now: number): AnalyticsHit {
  return { ...hit, ageSeconds: ageSeconds({ at, ...hit }, now) }
}
