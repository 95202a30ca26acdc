import type { FavouriteIds, FavouritePage } from '@contract/favourites'
import type { ApiError } from '@/api/apiError'
import { memberApi } from '@/features/session/memberApi'
import type { AppExtra } from '@/store/extra'
import { inOrder } from '@/store/inOrder'
import { findEntry, withAlert, withEntry, withId, withoutEntry, withoutId } from './favouriteEntries'

const PAGE_SIZE = 20
/** The ids colour every heart of the shop: they stay for the visit, and sign-out drops them with everything else. */
const KEEP_IDS_SECONDS = 3600

const queue = inOrder()

const pathOf = (productId: string) => `/v1/me/favourites/${encodeURIComponent(productId)}`

const baseFavouritesApi = memberApi.injectEndpoints({
  endpoints: (build) => ({
    favouriteIds: build.query<FavouriteIds, void>({
      query: () => ({ path: '/v1/me/favourites/ids' }),
      providesTags: [{ type: 'Favourites', id: 'IDS' }],
      keepUnusedDataFor: KEEP_IDS_SECONDS,
    }),
    favouritePages: build.infiniteQuery<FavouritePage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
      query: ({ pageParam }) => ({ path: '/v1/me/favourites', query: { limit: PAGE_SIZE, cursor: pageParam } }),
      providesTags: [{ type: 'Favourites', id: 'PAGES' }],
    }),
  }),
})

/**
 * The heart turns at once and turns back when the server refuses. The way back is the opposite change, not the undoing
 * of a patch: other hearts may have turned meanwhile. Both calls are idempotent on the server, and go out one after the
 * other: of two quick taps the second would else be overtaken, and heart and server differ for as long as the ids are kept.
 */
export const favouritesApi = baseFavouritesApi.injectEndpoints({
  endpoints: (build) => ({
    addFavourite: build.mutation<null, string>({
      queryFn: (productId, { extra }, _options, send) => queue(extra as AppExtra, async () => withoutContent(await send({ method: 'PUT', path: pathOf(productId) }))),
      invalidatesTags: (_result, error) => (error ? [] : [{ type: 'Favourites', id: 'PAGES' }]),
      async onQueryStarted(productId, api) {
        const { dispatch, queryFulfilled } = api
        const { util } = favouritesApi
        const known = baseFavouritesApi.endpoints.favouriteIds.select()(api.getState())
        const wasMarked = known.data?.items.includes(productId) ?? false
        dispatch(util.updateQueryData('favouriteIds', undefined, (ids) => withId(ids, productId)))
        try {
          await queryFulfilled
          // An answer under way was asked for before this write (right after a sign-in, say) and would miss it.
          if (!known.isSuccess) dispatch(util.invalidateTags([{ type: 'Favourites', id: 'IDS' }]))
        } catch {
          if (!wasMarked) dispatch(util.updateQueryData('favouriteIds', undefined, (ids) => withoutId(ids, productId)))
        }
      },
    }),
    removeFavourite: build.mutation<null, string>({
      queryFn: (productId, { extra }, _options, send) => queue(extra as AppExtra, async () => withoutContent(await send({ method: 'DELETE', path: pathOf(productId) }))),
      async onQueryStarted(productId, api) {
        const { dispatch, queryFulfilled } = api
        const { util } = favouritesApi
        const pages = baseFavouritesApi.endpoints.favouritePages.select()(api.getState()).data?.pages ?? []
        const taken = findEntry(pages, productId)
        dispatch(util.updateQueryData('favouriteIds', undefined, (ids) => withoutId(ids, productId)))
        dispatch(util.updateQueryData('favouritePages', undefined, (data) => ({ ...data, pages: withoutEntry(data.pages, productId) })))
        try {
          await queryFulfilled
          // On the server the alert is gone with the mark.
          dispatch(util.updateQueryData('favouriteIds', undefined, (ids) => withAlert(ids, productId, false)))
        } catch {
          dispatch(util.updateQueryData('favouriteIds', undefined, (ids) => withId(ids, productId)))
          if (taken)
            dispatch(util.updateQueryData('favouritePages', undefined, (data) => ({ ...data, pages: withEntry(data.pages, taken) })))
        }
      },
    }),
    /** Shown at once, and asked for anew when the server has answered, whatever it said. */
    setAlert: build.mutation<null, { productId: string; isOn: boolean; message?: boolean }>({
      queryFn: ({ productId, isOn, message }, { extra }, _options, send) =>
        queue(extra as AppExtra, async () => withoutContent(await send({ method: isOn ? 'PUT' : 'DELETE', path: `${pathOf(productId)}/alert`, body: isOn ? { message } : undefined }))),
      invalidatesTags: ['Favourites'],
      onQueryStarted({ productId, isOn }, { dispatch }) {
        dispatch(favouritesApi.util.updateQueryData('favouriteIds', undefined, (ids) => withAlert(ids, productId, isOn)))
      },
    }),
  }),
})

export const { useFavouriteIdsQuery, useFavouritePagesInfiniteQuery, useAddFavouriteMutation, useRemoveFavouriteMutation, useSetAlertMutation } = favouritesApi

function withoutContent({ error }: { error?: ApiError }) {
  return error ? { error } : { data: null }
}
