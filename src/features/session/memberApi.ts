import { createApi, type BaseQueryFn } from '@reduxjs/toolkit/query/react'
import { toApiError, type ApiError } from '@/api/apiError'
import type { ShopRequest } from '@/api/shopApi'
import type { ThunkApi } from '@/store/appThunk'
import { callInSession, type SessionNeed } from './callInSession'

/** Default: `required`. */
export interface MemberExtraOptions {
  auth?: SessionNeed
}

const memberBaseQuery: BaseQueryFn<ShopRequest, unknown, ApiError, MemberExtraOptions> = async (request, api, options) => {
  const thunkApi = api as unknown as ThunkApi
  const { signal } = api
  try {
    const run = (token: string | null) => thunkApi.extra.api.request({ ...request, token, session: true, signal })
    // Answers without content (204) come as undefined, which RTK Query takes for a broken base query in development.
    return { data: (await callInSession(thunkApi, run, options?.auth)) ?? null }
  } catch (thrown) {
    return { error: toApiError(thrown) }
  }
}

/** Cache of what belongs to one shopper: emptied whenever a session begins or ends. Features inject their endpoints. */
export const memberApi = createApi({
  reducerPath: 'memberApi',
  baseQuery: memberBaseQuery,
  tagTypes: ['Favourites', 'Orders'],
  endpoints: () => ({}),
})
