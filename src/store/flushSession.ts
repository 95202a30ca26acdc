import type { Persistor } from 'redux-persist'
import type { AppStore } from './makeStore'

/**
 * Writes a session that began or ended at once. The rest of the state waits for its turn, but a mini-program may be killed at
 * any moment, and a shopper who had just signed out was signed in again at the next start.
 */
export function flushSession(store: Pick<AppStore, 'getState' | 'subscribe'>, persistor: Pick<Persistor, 'flush'>): void {
  let { token, leftOnPurpose } = store.getState().session
  store.subscribe(() => {
    const { session } = store.getState()
    if (session.token === token && session.leftOnPurpose === leftOnPurpose) return
    ;({ token, leftOnPurpose } = session)
    void persistor.flush()
  })
}
