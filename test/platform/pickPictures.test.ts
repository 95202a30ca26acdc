import Taro from '@tarojs/taro'
import { pickPictures as pickInBrowser } from '@/platform/pickPictures.h5'
import { pickPictures as pickInWechat } from '@/platform/pickPictures.ts'

describe('in WeChat', () => {
  const choose = jest.spyOn(Taro, 'chooseMedia')
  afterAll(() => choose.mockRestore())

  test('pictures alone, made smaller, as many as are still wanted', async () => {
    choose.mockResolvedValueOnce({ tempFiles: [{ tempFilePath: 'wxfile://a.jpg' }], type: 'image', errMsg: '' } as never)
    expect(await pickInWechat(2)).toEqual([{ path: 'wxfile://a.jpg' }])
    expect(choose).toHaveBeenCalledWith(expect.objectContaining({ count: 2, mediaType: ['image'], sizeType: ['compressed'] }))
  })

  test.each(['chooseMedia:fail cancel', 'chooseMedia:fail auth deny'])('%s is no picture', async (errMsg) => {
    choose.mockRejectedValueOnce({ errMsg })
    expect(await pickInWechat(1)).toEqual([])
  })

  test('any other failure is told', async () => {
    choose.mockRejectedValueOnce({ errMsg: 'chooseMedia:fail system error' })
    await expect(pickInWechat(1)).rejects.toEqual({ errMsg: 'chooseMedia:fail system error' })
  })
})

describe('in a browser', () => {
  let click: jest.SpyInstance
  const shown = () => click.mock.contexts[0] as HTMLInputElement
  beforeEach(() => {
    URL.createObjectURL = jest.fn(() => `blob:${String(jest.mocked(URL.createObjectURL).mock.calls.length)}`)
    click = jest.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(() => undefined)
  })
  afterEach(() => jest.restoreAllMocks())
  const files = (count: number) => Array.from({ length: count }, (_, index) => new File(['x'], `${index}.jpg`, { type: 'image/jpeg' }))

  test('several at once, and no more than are wanted', async () => {
    const picked = pickInBrowser(2)
    expect([shown().accept, shown().multiple]).toEqual(['image/*', true])
    Object.defineProperty(shown(), 'files', { value: files(3) })
    shown().dispatchEvent(new Event('change'))
    expect((await picked).map(({ path }) => path)).toEqual(['blob:1', 'blob:2'])
  })

  test('a closed dialog is no picture', async () => {
    const picked = pickInBrowser(1)
    expect(shown().multiple).toBe(false)
    shown().dispatchEvent(new Event('cancel'))
    expect(await picked).toEqual([])
  })
})
