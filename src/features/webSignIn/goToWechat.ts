import type { WebWay } from '@contract/webSignIn'
import { ApiFailure, toApiError } from '@/api/apiError'
import { givenConsent } from '@/features/consent/givenConsent'
import { createAppThunk } from '@/store/appThunk'

interface Leaving {
  way: WebWay
  /** Takes back the deletion of the account that this leads to. */
  undoDeletion?: true
}

/**
 * Leaves for WeChat's page. What the shopper was about to do waits in storage, and is completed when he is back: the
 * launch that follows finds the session in its cookie. Needs the consent ticked.
 */
export const goToWechat = createAppThunk<void, Leaving>('webSignIn/leave', async ({ way, undoDeletion }, { extra, getState, rejectWithValue }) => {
  try {
    const { webSignIn } = extra.platform
    if (!webSignIn) throw new ApiFailure({ kind: 'unsupported', retryable: false })
    const { url } = await extra.api.auth.webPage({ way, returnTo: webSignIn.here(), consent: givenConsent(getState()), ...(undoDeletion ? { undoDeletion } : {}) })
    webSignIn.leaveFor(url)
  } catch (thrown) {
    return rejectWithValue(toApiError(thrown))
  }
})
