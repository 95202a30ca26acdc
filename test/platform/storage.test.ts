import Taro from '@tarojs/taro'
import { storage } from '@/platform/storage'

afterEach(() => jest.restoreAllMocks())

describe('storage', () => {
  it('keeps plain data', async () => {
    await storage.setItem('k', { a: [1] })
    await expect(storage.getItem('k')).resolves.toEqual({ a: [1] })
    await storage.removeItem('k')
    await expect(storage.getItem('k')).resolves.toBeNull()
  })

  it('reads as empty and forgets what is written where it is full or locked', async () => {
    for (const name of ['getStorageSync', 'setStorageSync', 'removeStorageSync'] as const) {
      jest.spyOn(Taro, name).mockImplementation(() => {
        throw new Error('QuotaExceededError')
      })
    }
    await expect(storage.setItem('k', 1)).resolves.toBeUndefined()
    await expect(storage.getItem('k')).resolves.toBeNull()
    await expect(storage.removeItem('k')).resolves.toBeUndefined()
  })
})
