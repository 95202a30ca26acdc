import { loadRefundPhoto } from '@/features/orders/loadRefundPhoto'
import { loadPicture } from '@/platform/loadPicture'
import { makeStarted } from '../../support/app/factories'
import { makeShop, memberState } from '../../support/app/shop'

jest.mock('@/platform/loadPicture', () => ({ loadPicture: jest.fn() }))

const load = jest.mocked(loadPicture)
const tokens = () => load.mock.calls.map(([{ headers }]) => headers['Authorization'])
const PATH = '/v1/orders/1/refund-photos/a'
beforeEach(() => load.mockReset())

it('renews a session that was refused, and fetches again', async () => {
  const shop = makeShop({ preloadedState: memberState() })
  shop.api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-2' }))
  load.mockResolvedValueOnce({ status: 401, path: 'wxfile://tmp_1' }).mockResolvedValue({ status: 200, path: 'wxfile://tmp_2' })
  await expect(shop.store.dispatch(loadRefundPhoto(PATH)).unwrap()).resolves.toBe('wxfile://tmp_2')
  expect(tokens()).toEqual(['Bearer token-0', 'Bearer token-2'])
})

it('ends the session that is refused again', async () => {
  const shop = makeShop({ preloadedState: memberState() })
  shop.api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-2' }))
  load.mockResolvedValue({ status: 401, path: 'wxfile://tmp_1' })
  await expect(shop.store.dispatch(loadRefundPhoto(PATH)).unwrap()).rejects.toMatchObject({ kind: 'auth' })
  expect(load).toHaveBeenCalledTimes(2)
  expect(shop.state().session.status).toBe('guest')
})

it('leaves the session alone where the network is away', async () => {
  const shop = makeShop({ preloadedState: memberState() })
  load.mockRejectedValue(new TypeError('offline'))
  await expect(shop.store.dispatch(loadRefundPhoto(PATH)).unwrap()).rejects.toMatchObject({ kind: 'network' })
  expect(shop.state().session.status).toBe('member')
})
