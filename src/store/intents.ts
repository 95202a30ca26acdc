import { openCheckout, type Purchase } from '@/features/checkout/openCheckout'
import { claimApi } from '@/features/coupons/claimApi'
import { favouritesApi } from '@/features/favourites/favouritesApi'
import { openRoute } from '@/features/intent/openRoute'
import type { Route } from '@/features/shell/routes'
import type { Wiring } from './extra'

/**
 * The actions that a gate may resume, by the type that is kept in storage. Renaming a type forgets what is pending under
 * the old one. A handler gets the payload and the intent's id, which is the idempotency key of the write it leads to.
 */
export const intents = {
  /** Signing in was all that was wanted. */
  'session/enter': (_payload: null) => () => undefined,
  'page/open': (route: Route) => openRoute(route),
  'checkout/open': (purchase: Purchase) => openCheckout(purchase),
  'favourites/add': ({ productId }: { productId: string }) => favouritesApi.endpoints.addFavourite.initiate(productId, { track: false }),
  'coupons/claim': ({ couponId }: { couponId: string }) => claimApi.endpoints.claimCoupon.initiate(couponId, { track: false }),
  /** `message`: WeChat may tell him as well. */
  'favourites/alert': ({ productId, message }: { productId: string; message: boolean }) => favouritesApi.endpoints.setAlert.initiate({ productId, isOn: true, message }, { track: false }),
} satisfies Wiring['intents']

export type IntentType = keyof typeof intents
export type IntentPayload<Type extends IntentType> = Parameters<(typeof intents)[Type]>[0]
/** One of the registered intents with its own payload. */
export type Intent = { [Type in IntentType]: { type: Type; payload: IntentPayload<Type> } }[IntentType]
