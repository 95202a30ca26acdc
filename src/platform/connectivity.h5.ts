import type { Connectivity } from './platform'

/** By the browser's own events: Taro's need the Network Information API, which Safari and Firefox lack. */
export const connectivity: Connectivity = {
  isOnline: () => Promise.resolve(navigator.onLine),
  onChange(listener) {
    const handleChange = () => listener(navigator.onLine)
    window.addEventListener('online', handleChange)
    window.addEventListener('offline', handleChange)
    return () => {
      window.removeEventListener('online', handleChange)
      window.removeEventListener('offline', handleChange)
    }
  },
}
