import { upload } from '@/api/upload'
import { uploadFile } from '@/platform/uploadFile'

jest.mock('@/platform/uploadFile', () => ({ uploadFile: jest.fn() }))

const send = (token: string | null = 't') => upload({ path: '/v1/me/avatar', picture: { path: 'blob:1' }, token, onProgress: jest.fn() })
const answer = (status: number, text: string) => jest.mocked(uploadFile).mockResolvedValue({ status, text })

beforeEach(() => jest.mocked(uploadFile).mockReset())

it('answers the body, and carries the token where there is one', async () => {
  answer(200, '{"id":"u1"}')
  await expect(send()).resolves.toEqual({ id: 'u1' })
  expect(jest.mocked(uploadFile).mock.calls[0]?.[0].headers).toEqual({ Accept: 'application/json', 'X-Client': 'h5', Authorization: 'Bearer t' })
  await send(null)
  expect(jest.mocked(uploadFile).mock.calls[1]?.[0].headers).not.toHaveProperty('Authorization')
})

it.each([
  [413, '{"code":"image_too_large","title":"图片太大了"}', { kind: 'problem', code: 'image_too_large', retryable: false }],
  [401, '{"code":"session_expired","title":"登录已过期"}', { kind: 'auth', reason: 'expired' }],
  [503, '{"code":"service_unavailable","title":"忙","retryAfterSeconds":5}', { kind: 'problem', retryable: true, retryAfterSeconds: 5 }],
  [413, '<html>nginx</html>', { kind: 'http', status: 413, retryable: false }],
])('%i %s is an error as data', async (status, text, error) => {
  answer(status, text)
  await expect(send()).rejects.toMatchObject({ error })
})
