import { connectivity } from '@/platform/connectivity'

const setOnline = (isOnline: boolean) => {
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
  window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

afterEach(() => jest.restoreAllMocks())

it('tells when the network goes and comes, until nobody listens', async () => {
  const listener = jest.fn()
  const end = connectivity.onChange(listener)
  setOnline(false)
  await expect(connectivity.isOnline()).resolves.toBe(false)
  setOnline(true)
  end()
  setOnline(false)
  expect(listener.mock.calls).toEqual([[false], [true]])
})
