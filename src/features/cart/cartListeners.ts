import type { ListenerMiddlewareInstance } from '@reduxjs/toolkit'
import { isSessionUser } from '@/features/session/sessionActions'
import { TABS } from '@/features/shell/routes'
import { tabShown } from '@/features/shell/tabShown'
import type { AppExtra } from '@/store/extra'
import type { AppDispatch, RootState } from '@/store/makeStore'
import { cartApi } from './cartApi'
import { mergeGuestCart } from './mergeGuestCart'
import { selectCartCount } from './selectCart'

/** The cart's part of what happens besides: a member's cart is fetched or filled, and the tab shows how much is in it. */
export function listenForCart(listeners: ListenerMiddlewareInstance<RootState, AppDispatch, AppExtra>): void {
  listeners.startListening({
    matcher: isSessionUser,
    effect: (_action, api) => {
      const { dispatch } = api
      if (api.getState().guestCart.lines.length > 0) void dispatch(mergeGuestCart())
      else void dispatch(cartApi.endpoints.cart.initiate(undefined, { subscribe: false }))
    },
  })

  listeners.startListening({
    predicate: (action, state, before) => tabShown.match(action) || selectCartCount(state) !== selectCartCount(before),
    effect: (_action, api) => api.extra.platform.markTab(TABS.indexOf('cart'), selectCartCount(api.getState())),
  })
}
