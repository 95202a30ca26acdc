import Taro from '@tarojs/taro'
import type { KeyValueStorage } from './platform'

/**
 * Storage that never breaks the app: a full, locked or private-mode storage reads as empty and forgets what is written.
 * The synchronous calls are meant: they take well under a millisecond, and the asynchronous ones cost a bridge round trip.
 */
export const storage: KeyValueStorage = {
  async getItem(key) {
    try {
      const value: unknown = Taro.getStorageSync(key)
      return value === '' || value === undefined ? null : value
    } catch {
      return null
    }
  },
  async setItem(key, value) {
    try {
      Taro.setStorageSync(key, value)
    } catch {
      // Quota or private mode: the session lives on in memory.
    }
  },
  async removeItem(key) {
    try {
      Taro.removeStorageSync(key)
    } catch {
      // As above.
    }
  },
}
