import { act, fireEvent, screen, within } from '@testing-library/react'
import { ApiFailure } from '@/api/apiError'
import { LargePhotos } from '@/features/orders/LargePhotos.tsx'
import { SentPhotos } from '@/features/orders/SentPhotos'
import { ToastHost } from '@/features/shell/ToastHost'
import { loadPicture } from '@/platform/loadPicture'
import { showPictures } from '@/platform/showPictures'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, makeShop, memberState } from '../../support/app/shop'

jest.mock('@/platform/loadPicture', () => ({ loadPicture: jest.fn() }))
jest.mock('@/platform/showPictures', () => ({ showPictures: jest.fn() }))

const load = jest.mocked(loadPicture)
const photo = (id: string) => ({ id, url: `/v1/orders/1/refund-photos/${id}` })
const member = () => makeShop({ wechat: null, preloadedState: memberState({}, null) })
const renderPhotos = (ids: string[]) => renderInShop(<SentPhotos photos={ids.map(photo)} />, member())
const tile = (name: string) => screen.findByRole('button', { name })
const picture = async (name: string) => (await tile(name)).querySelector('img')

beforeEach(() => load.mockReset().mockImplementation(({ url }) => Promise.resolve({ status: 200, path: url })))

describe('the photos of a refund', () => {
  it('are counted and shown, each a button that says what it does', async () => {
    renderPhotos(['a', 'b'])
    expect(screen.getByText('附照片 2 张')).toBeInTheDocument()
    expect(within(screen.getByRole('list', { name: '照片' })).getAllByRole('listitem')).toHaveLength(2)
    expect(await picture('照片 1，点开看大图')).toHaveAttribute('src', photo('a').url)
    expect(await picture('照片 2，点开看大图')).toHaveAttribute('src', photo('b').url)
  })

  it('are waited for in their place', async () => {
    const slow = deferred<{ status: number; path: string }>()
    load.mockReturnValue(slow.promise)
    const { user } = renderPhotos(['a'])
    await user.click(await tile('照片 1，正在加载'))
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    await act(() => Promise.resolve(slow.resolve({ status: 200, path: 'wxfile://a' })))
    expect(await picture('照片 1，点开看大图')).toHaveAttribute('src', 'wxfile://a')
  })

  it('are fetched once, however often the order is asked for', async () => {
    const shop = renderPhotos(['a'])
    await tile('照片 1，点开看大图')
    shop.rerender(<SentPhotos photos={[photo('a')]} />)
    await tile('照片 1，点开看大图')
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('can be asked for again, one by one, by the button that keeps the focus', async () => {
    load.mockRejectedValueOnce(new ApiFailure({ kind: 'network', retryable: true }))
    const { user } = renderPhotos(['a', 'b'])
    const failed = await tile('照片 1没加载出来，再试一次')
    expect(failed).toHaveTextContent('再试一次')
    await tile('照片 2，点开看大图')
    await user.click(failed)
    expect(await tile('照片 1，点开看大图')).toHaveFocus()
    expect(load).toHaveBeenCalledTimes(3)
  })

  it('that cannot be drawn are a failure as well', async () => {
    const { user } = renderPhotos(['a'])
    const drawn = await picture('照片 1，点开看大图')
    if (drawn) fireEvent.error(drawn)
    await user.click(await tile('照片 1没加载出来，再试一次'))
    expect(await picture('照片 1，点开看大图')).toHaveAttribute('src', photo('a').url)
  })

  it('are stopped when the order is left', () => {
    load.mockReturnValue(new Promise(() => undefined))
    const { unmount } = renderPhotos(['a'])
    const signal = load.mock.calls[0]?.[0].signal
    expect(signal?.aborted).toBe(false)
    unmount()
    expect(signal?.aborted).toBe(true)
  })
})

describe('one of them, large', () => {
  it('is a dialog on H5, which turns by button and key, and gives the focus back', async () => {
    const { user } = renderPhotos(['a', 'b'])
    const first = await tile('照片 1，点开看大图')
    await user.click(first)
    const dialog = screen.getByRole('dialog', { name: '大图' })
    expect(dialog).toHaveFocus()
    expect(within(dialog).getByRole('img', { name: '照片 1' })).toHaveAttribute('src', photo('a').url)
    await user.click(within(dialog).getByRole('button', { name: '下一张' }))
    expect(within(dialog).getByRole('img', { name: '照片 2' })).toHaveAttribute('src', photo('b').url)
    expect(within(dialog).getByText('照片 2，共 2 张')).toBeInTheDocument()
    await user.keyboard('{ArrowRight}')
    expect(within(dialog).getByRole('img', { name: '照片 1' })).toBeInTheDocument()
    await user.keyboard('{ArrowLeft}')
    expect(within(dialog).getByRole('img', { name: '照片 2' })).toBeInTheDocument()
    await user.keyboard('{Escape}')
    expect(dialog).not.toBeInTheDocument()
    expect(first).toHaveFocus()
  })

  it('alone has nothing to turn to, and closes by its button', async () => {
    const { user } = renderPhotos(['a'])
    await user.click(await tile('照片 1，点开看大图'))
    expect(screen.queryByRole('button', { name: '下一张' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '关闭' }))
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  })

  it('is shown by WeChat in the mini-program; where that fails, it is said', async () => {
    const show = jest.mocked(showPictures).mockResolvedValueOnce(true).mockResolvedValueOnce(false)
    const photos = [{ name: '照片 1', path: 'wxfile://a' }, { name: '照片 2', path: 'wxfile://b' }]
    const { user } = renderInShop(
      <>
        <LargePhotos photos={photos}>{(open) => <button onClick={() => open('wxfile://b')}>大图</button>}</LargePhotos>
        <ToastHost />
      </>,
      member(),
    )
    await user.click(screen.getByRole('button', { name: '大图' }))
    expect(show).toHaveBeenCalledWith(['wxfile://a', 'wxfile://b'], 'wxfile://b')
    expect(screen.queryByText('大图没打开，请再试一次')).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '大图' }))
    expect(await screen.findByText('大图没打开，请再试一次')).toBeInTheDocument()
  })
})
