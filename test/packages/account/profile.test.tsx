import { act, screen, waitFor, within } from '@testing-library/react'
import { ApiFailure } from '@/api/apiError'
import { texts } from '@/features/profile/texts'
import ProfilePage from '@/packages/account/profile/index'
import type { Upload } from '@/platform/upload'
import { uploadFile } from '@/platform/uploadFile'
import type { RootState } from '@/store/makeStore'
import { makeMe, offline, problem, unauthorised } from '../../support/app/factories'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, guestState, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/platform/uploadFile', () => ({ uploadFile: jest.fn() }))

const AVATAR = '/v1/avatars/AAAAAAAAAAAAAAAAAAAAAA/288.webp'
const upload = jest.mocked(uploadFile)
const button = (name: string) => screen.getByRole('button', { name })
const section = () => screen.getByRole('group', { name: texts.avatar })
const face = () => section().querySelector('img')?.getAttribute('src')

beforeEach(() => {
  router.current = { path: '/packages/account/profile/index', params: {} }
  upload.mockReset()
  URL.createObjectURL = jest.fn(() => 'blob:picked')
})

function renderPage(preloadedState: Partial<RootState> = memberState({}, null)) {
  const view = renderInShop(<ProfilePage />, makeShop({ wechat: null, preloadedState }))
  const pick = (file = new File(['face'], 'face.png', { type: 'image/png' })) => view.user.upload(screen.getByLabelText(texts.avatar, { selector: 'input' }), file)
  return { ...view, pick }
}

describe('the face', () => {
  it('shows the picked picture at once, then how far it is, then the one of the server', async () => {
    const answer = deferred<{ status: number; text: string }>()
    upload.mockReturnValue(answer.promise)
    const { pick, state } = renderPage()
    await pick()
    expect(face()).toBe('blob:picked')
    const { onProgress, picture } = upload.mock.calls[0]?.[0] as Upload
    expect(picture.blob).toBeInstanceOf(File)
    act(() => onProgress(40))
    expect(within(section()).getByRole('status')).toHaveTextContent(texts.uploading(40))
    expect(button(texts.choose)).toBeDisabled()
    act(() => onProgress(100))
    expect(within(section()).getByRole('status')).toHaveTextContent(texts.processing)
    await act(async () => answer.resolve({ status: 200, text: JSON.stringify(makeMe({ avatarUrl: AVATAR })) }))
    expect(face()).toBe(AVATAR)
    expect(state().user.me?.avatarUrl).toBe(AVATAR)
    expect(state().toast).toMatchObject({ message: { text: texts.uploaded, tone: 'done' } })
  })

  it('keeps the picture when the network fails, and sends it again on a tap', async () => {
    upload.mockRejectedValueOnce(offline()).mockResolvedValue({ status: 200, text: JSON.stringify(makeMe({ avatarUrl: AVATAR })) })
    const { pick, user } = renderPage()
    await pick()
    expect(await screen.findByRole('alert')).toHaveTextContent('网络断开了')
    expect(face()).toBe('blob:picked')
    await user.click(button(texts.retry))
    await waitFor(() => expect(face()).toBe(AVATAR))
    expect(upload).toHaveBeenCalledTimes(2)
  })

  it('says what is wrong with a picture, keeps the old one, and offers no vain repeat', async () => {
    upload.mockResolvedValue({ status: 413, text: JSON.stringify({ code: 'image_too_large', title: '图片太大了' }) })
    const { pick } = renderPage(memberState({ avatarUrl: AVATAR }, null))
    await pick()
    expect(await screen.findByRole('alert')).toHaveTextContent('图片太大了')
    expect(face()).toBe(AVATAR)
    expect(screen.queryByRole('button', { name: texts.retry })).not.toBeInTheDocument()
    expect(button(texts.change)).toBeEnabled()
  })

  it('is removed, and stays where that fails', async () => {
    const { api, user } = renderPage(memberState({ avatarUrl: AVATAR }, null))
    await user.click(button(texts.remove))
    expect(await screen.findByRole('alert')).toBeVisible()
    expect(face()).toBe(AVATAR)
    api.request.mockResolvedValue(makeMe())
    await user.click(button(texts.remove))
    await waitFor(() => expect(face()).toBeUndefined())
    expect(api.request).toHaveBeenLastCalledWith(expect.objectContaining({ method: 'DELETE', path: '/v1/me/avatar' }))
    expect(screen.queryByRole('button', { name: texts.remove })).not.toBeInTheDocument()
  })

  it('is not uploaded when nothing was picked', async () => {
    const { user } = renderPage()
    await user.click(button(texts.choose))
    expect(upload).not.toHaveBeenCalled()
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  it('of a session that ended meanwhile goes to nobody', async () => {
    upload.mockRejectedValue(new ApiFailure({ kind: 'auth', reason: 'expired', retryable: false }))
    const { api, pick, state } = renderPage()
    api.me.get.mockRejectedValue(unauthorised())
    await pick()
    await waitFor(() => expect(state().session.status).toBe('guest'))
    expect(upload).toHaveBeenCalledTimes(1)
  })
})

describe('the name', () => {
  it('is saved trimmed, by the button or by Enter', async () => {
    const { api, user, state } = renderPage(memberState({ nickname: '旧名' }, null))
    api.me.update.mockImplementation(({ nickname }) => Promise.resolve(makeMe({ nickname })))
    const field = screen.getByLabelText(texts.nickname)
    expect(field).toHaveValue('旧名')
    await user.clear(field)
    await user.type(field, ' 林小满 {Enter}')
    await waitFor(() => expect(state().user.me?.nickname).toBe('林小满'))
    await user.clear(field)
    await user.click(button(texts.save))
    await waitFor(() => expect(state().user.me?.nickname).toBeNull())
    expect(api.me.update.mock.calls.map(([body]) => body)).toEqual([{ nickname: '林小满' }, { nickname: null }])
  })

  it('stays in the field through a failure, and is no longer than the server takes', async () => {
    const { api, user } = renderPage()
    api.me.update.mockRejectedValueOnce(problem('invalid_request'))
    const field = screen.getByLabelText(texts.nickname)
    await user.type(field, '名'.repeat(30))
    expect(field).toHaveValue('名'.repeat(24))
    await user.click(button(texts.save))
    expect(await screen.findByRole('alert')).toHaveTextContent('填写的内容不正确')
    expect(field).toHaveValue('名'.repeat(24))
  })
})

test('neither is needed, and that is said', () => {
  renderPage()
  expect(screen.getByText(texts.optional)).toBeVisible()
})

test('a guest meets the gate in place', async () => {
  const { user } = renderPage(guestState)
  await user.click(button('登录'))
  expect(await screen.findByRole('dialog')).toBeVisible()
  expect(screen.queryByLabelText(texts.nickname)).not.toBeInTheDocument()
})
