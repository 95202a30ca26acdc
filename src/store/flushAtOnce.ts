import type { Persistor } from 'redux-persist'
import type { AppStore, RootState } from './makeStore'

/**
 * What a shopper must find again even if the app is killed the moment after, as a mini-program may be and a page that is left
 * is: a session that began or ended (who had just signed out was signed in again at the next start), what a guest has put
 * into his cart, the key of an order that is on its way, what waits for a sign-in, and what he chose.
 */
function urgent({ session, guestCart, checkout, intent, tracking, settings }: RootState): unknown[] {
  return [session.token, session.leftOnPurpose, session.signOutOwed, guestCart.lines, checkout.attempt, intent.pending, tracking.isAllowed, settings]
}

/** Writes `urgent` as soon as it changes. The rest of the state waits for its turn: a part of it every 50 ms. */
export function flushAtOnce(store: Pick<AppStore, 'getState' | 'subscribe'>, persistor: Pick<Persistor, 'flush'>): void {
  let written = urgent(store.getState())
  store.subscribe(() => {
    const now = urgent(store.getState())
    if (now.every((value, index) => value === written[index])) return
    written = now
    void persistor.flush()
  })
}
