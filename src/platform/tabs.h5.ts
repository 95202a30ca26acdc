import type { OtherTabs } from './platform'

/** What it holds is of no matter: that it changes is what the other tabs are told. */
const SESSION_KEY = 'session'

export const tabs: OtherTabs = {
  onStored(key, listener) {
    window.addEventListener('storage', (event) => event.key === key && listener())
  },
  onSession(listener) {
    window.addEventListener('storage', (event) => event.key === SESSION_KEY && listener())
  },
  tellSession() {
    try {
      localStorage.setItem(SESSION_KEY, String(Date.now()))
    } catch {
      // Storage is full or closed: the other tabs learn of it at their next call.
    }
  },
}
