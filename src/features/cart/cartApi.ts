import type { Cart, CartLineInput, CartLinePut, CartMerge, CartMerged } from '@contract/cart'
import type { ShopRequest } from '@/api/shopApi'
import { memberApi } from '@/features/session/memberApi'

/** The count on the tab lives from it as long as the visit; sign-out drops it with everything else. */
const KEEP_SECONDS = 3600

/** A change of the member's cart. Each is absolute: sent twice, it is one change. */
export type CartWrite =
  | ({ kind: 'put'; batchId: string } & CartLinePut)
  | { kind: 'putSeen'; lines: CartLineInput[] }
  | { kind: 'remove'; batchIds: string[] }

export const cartApi = memberApi.injectEndpoints({
  endpoints: (build) => ({
    cart: build.query<Cart, void>({ query: () => ({ path: '/v1/cart' }), keepUnusedDataFor: KEEP_SECONDS }),
    /** Send it through `writeCart`, which keeps answers in order. */
    changeCart: build.mutation<Cart, CartWrite>({ query: requestOf }),
    mergeCart: build.mutation<CartMerged, CartMerge>({ query: (body) => ({ method: 'POST', path: '/v1/cart/merge', body }) }),
  }),
})

export const { useCartQuery } = cartApi
/** One selector for all, so that it is memoised. */
export const selectMemberCart = cartApi.endpoints.cart.select()

function requestOf(write: CartWrite): ShopRequest {
  switch (write.kind) {
    case 'put': {
      const { kind: _kind, batchId, ...body } = write
      return { method: 'PUT', path: `/v1/cart/lines/${encodeURIComponent(batchId)}`, body }
    }
    case 'putSeen':
      return { method: 'PUT', path: '/v1/cart/lines', body: { lines: write.lines } }
    case 'remove':
      return { method: 'POST', path: '/v1/cart/removals', body: { batchIds: write.batchIds } }
  }
}
