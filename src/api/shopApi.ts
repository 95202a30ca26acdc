import { createApi, type BaseQueryFn } from '@reduxjs/toolkit/query/react'
import { REHYDRATE } from 'redux-persist'
import { toApiError, type ApiError } from './apiError'
import type { ApiRequest, Transport } from './transport'

/** What an endpoint's `query` answers: a request without what the base query adds. */
export type ShopRequest = Omit<ApiRequest, 'token' | 'session' | 'signal'>

const publicBaseQuery: BaseQueryFn<ShopRequest, unknown, ApiError> = async (request, { extra, signal }) => {
  const { api } = extra as { api: { request: Transport } }
  try {
    return { data: await api.request({ ...request, signal }) }
  } catch (thrown) {
    return { error: toApiError(thrown) }
  }
}

/**
 * Cache of what everybody sees: the catalogue. Its calls never carry a session, so nothing of it has to go at sign-out.
 * What belongs to one shopper goes through `memberApi`. Features inject their endpoints.
 */
export const shopApi = createApi({
  reducerPath: 'shopApi',
  baseQuery: publicBaseQuery,
  tagTypes: ['Product'],
  keepUnusedDataFor: 300,
  endpoints: () => ({}),
  // The last pages that were seen come back from storage, so that a start without network shows food instead of an error.
  extractRehydrationInfo: (action, { reducerPath }) => (isRehydrate(action) ? (action.payload?.[reducerPath] as never) : undefined),
})

function isRehydrate(action: { type: string }): action is { type: typeof REHYDRATE; payload?: Record<string, unknown> } {
  return action.type === REHYDRATE
}
