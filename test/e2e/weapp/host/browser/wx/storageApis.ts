import { WxError } from '../bridge'
import type { BuildGroup } from './api'

export const storageApis: BuildGroup = ({ storage, realm }) => {
  const read = (key: string) => {
    const value = storage.get(key)
    return value === undefined ? undefined : realm.importJson(JSON.stringify(value))
  }
  return {
    sync: {
      getStorageSync: (key: string) => read(key) ?? '',
      setStorageSync: (key: string, value: unknown) => storage.set(key, value),
      removeStorageSync: (key: string) => storage.remove(key),
      clearStorageSync: () => storage.clear(),
      getStorageInfoSync: () => storage.info(),
    },
    async: {
      getStorage: ({ key }) => {
        const data = read(String(key))
        if (data === undefined) throw new WxError('data not found')
        return { data }
      },
      setStorage: ({ key, data }) => storage.set(String(key), data),
      removeStorage: ({ key }) => storage.remove(String(key)),
      clearStorage: () => storage.clear(),
      getStorageInfo: () => storage.info(),
    },
  }
}
