import Taro from '@tarojs/taro'
import { loadPicture as loadInBrowser } from '@/platform/loadPicture.h5'
import { loadPicture as loadInWechat } from '@/platform/loadPicture.ts'

const load = { url: 'https://shop/v1/photo', headers: { Authorization: 'Bearer t' } }

describe('in the mini-program', () => {
  /** As Taro wraps `wx.downloadFile`: a promise with the task's functions on it. */
  function answer(outcome: Promise<object>) {
    const abort = jest.fn()
    const downloadFile = jest.fn(() => Object.assign(outcome, { abort }))
    Object.assign(Taro, { downloadFile })
    return { downloadFile, abort }
  }

  it('fetches it with the session and answers the temporary file', async () => {
    const { downloadFile } = answer(Promise.resolve({ statusCode: 200, tempFilePath: 'wxfile://tmp_1.jpg' }))
    await expect(loadInWechat(load)).resolves.toEqual({ status: 200, path: 'wxfile://tmp_1.jpg' })
    expect(downloadFile).toHaveBeenCalledWith({ url: load.url, header: load.headers, timeout: 30_000 })
  })

  it('tells a refusal, which WeChat calls a success', async () => {
    answer(Promise.resolve({ statusCode: 401, tempFilePath: 'wxfile://tmp_1.json' }))
    await expect(loadInWechat(load)).resolves.toMatchObject({ status: 401 })
  })

  it.each([
    ['downloadFile:fail timeout', 'timeout'],
    ['downloadFile:fail errcode:-106', 'network'],
    ['downloadFile:fail url not in domain list', 'network'],
  ])('%s is %s', async (errMsg, kind) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- WeChat rejects with plain objects
    answer(Promise.reject({ errMsg }))
    await expect(loadInWechat(load)).rejects.toMatchObject({ error: { kind } })
  })

  it('stops when nobody wants it any more', () => {
    const { abort } = answer(new Promise(() => undefined))
    const controller = new AbortController()
    void loadInWechat({ ...load, signal: controller.signal })
    expect(abort).not.toHaveBeenCalled()
    controller.abort()
    expect(abort).toHaveBeenCalledTimes(1)
  })
})

test('on H5 the address itself is the picture', async () => {
  await expect(loadInBrowser(load)).resolves.toEqual({ status: 200, path: load.url })
})
