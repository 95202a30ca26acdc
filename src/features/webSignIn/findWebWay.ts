import type { WebWay } from '@contract/webSignIn'
import { toApiError } from '@/api/apiError'
import { createAppThunk } from '@/store/appThunk'

/**
 * Which way through WeChat there is, for this browser in this shop. Asked when the sheet needs it and not before: most
 * guests never open one. Nothing is asked in a browser that could show none of WeChat's pages.
 */
export const findWebWay = createAppThunk<WebWay | null, void>(
  'webSignIn/findWay',
  async (_, { extra, rejectWithValue }) => {
    const way = extra.platform.webSignIn?.way ?? null
    try {
      return way !== null && (await extra.api.auth.ways())[way] ? way : null
    } catch (thrown) {
      return rejectWithValue(toApiError(thrown))
    }
  },
  { condition: (_, { getState, extra }) => getState().webSignIn.asked === 'no' && Boolean(extra.platform.webSignIn?.way) },
)
