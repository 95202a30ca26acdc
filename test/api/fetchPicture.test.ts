import { fetchPicture } from '@/api/fetchPicture'
import { loadPicture } from '@/platform/loadPicture'

jest.mock('@/platform/loadPicture', () => ({ loadPicture: jest.fn() }))

const load = jest.mocked(loadPicture)
const answer = (status: number) => load.mockResolvedValue({ status, path: 'wxfile://tmp_1' })
beforeEach(() => load.mockReset())

it('answers where the picture is, and carries the token where there is one', async () => {
  answer(200)
  await expect(fetchPicture({ path: '/v1/photo', token: 't' })).resolves.toBe('wxfile://tmp_1')
  expect(load.mock.calls[0]?.[0]).toEqual({ url: '/v1/photo', headers: { Accept: 'image/*', 'X-Client': 'h5', Authorization: 'Bearer t' } })
  await fetchPicture({ path: '/v1/photo', token: null })
  expect(load.mock.calls[1]?.[0].headers).not.toHaveProperty('Authorization')
})

it.each([
  [401, { kind: 'auth', reason: 'expired' }],
  [404, { kind: 'http', status: 404, retryable: false }],
  [503, { kind: 'http', status: 503, retryable: true }],
])('a refusal with %i is an error as data', async (status, error) => {
  answer(status)
  await expect(fetchPicture({ path: '/v1/photo', token: 't' })).rejects.toMatchObject({ error })
})
