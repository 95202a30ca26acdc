import type { PersonalData } from '@contract/privacy'
import { toApiError, type ApiError } from '@/api/apiError'
import { callInSession } from '@/features/session/callInSession'
import type { AppThunk } from '@/store/extra'

export type Collected = { data: PersonalData } | { error: ApiError }

/** Fetches everything about the shopper. A plain thunk: no action and no cache ever holds the full number and addresses. */
export function collectMyData(): AppThunk<Promise<Collected>> {
  return async (dispatch, getState, extra) => {
    try {
      const run = (token: string | null) => extra.api.request<PersonalData>({ path: '/v1/me/export', token, session: true })
      return { data: await callInSession({ dispatch, getState, extra }, run) }
    } catch (thrown) {
      return { error: toApiError(thrown) }
    }
  }
}
