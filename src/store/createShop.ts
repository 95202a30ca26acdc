import { persistStore, type Persistor } from 'redux-persist'
import { makeApi } from '@/api/api'
import { withRetry } from '@/api/retry'
import { transport } from '@/api/transport'
import { connectivityChanged } from '@/features/connectivity/connectivitySlice'
import { followOtherTab, restoreSession } from '@/features/session/ensureSession'
import { askPrivacy } from '@/features/privacy/askPrivacy'
import { tellReturn } from '@/features/webSignIn/tellReturn'
import { systemClock } from '@/platform/clock'
import { platform } from '@/platform/current'
import { flushAtOnce } from './flushAtOnce'
import { keptElsewhere, STORAGE_KEY } from './persistence'
import { makeStore, type AppStore } from './makeStore'

/**
 * The one store of the running app, and its launch: storage read, then the session settled, while pages already render.
 * No PersistGate: it would hold back the pages' mount, which Taro does not forgive.
 */
export function createShop(): { store: AppStore; persistor: Persistor } {
  const api = makeApi(withRetry(transport, { wait: (milliseconds) => systemClock.wait(milliseconds), random: () => Math.random() }))
  const store = makeStore({ extra: { api, platform, clock: systemClock }, isPersisted: true })
  let settle = () => {}
  const restored = new Promise<void>((resolve) => (settle = resolve))
  const persistor = persistStore(store, null, settle)
  flushAtOnce(store, persistor)
  platform.tabs?.onStored(STORAGE_KEY, () => void platform.storage.getItem(STORAGE_KEY).then((kept) => kept && store.dispatch(keptElsewhere(kept))))
  platform.tabs?.onSession(() => void store.dispatch(followOtherTab()))
  void store.dispatch(restoreSession(restored)).then(() => store.dispatch(tellReturn()))
  platform.privacy?.onNeeded((answer) => store.dispatch(askPrivacy(answer)))
  void platform.connectivity.isOnline().then((isOnline) => store.dispatch(connectivityChanged(isOnline)))
  platform.connectivity.onChange((isOnline) => store.dispatch(connectivityChanged(isOnline)))
  return { store, persistor }
}
