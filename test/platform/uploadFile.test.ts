import Taro from '@tarojs/taro'
import { uploadFile as uploadByBrowser } from '@/platform/uploadFile.h5'
import { uploadFile as uploadByWechat } from '@/platform/uploadFile.ts'

const options = { url: '/v1/me/avatar', headers: { Authorization: 'Bearer t' }, picture: { path: 'wxfile://face.png' } }

describe('in the mini-program', () => {
  /** As Taro wraps `wx.uploadFile`: a promise with the task's functions on it. */
  function answer(outcome: Promise<object>, percents: number[] = []) {
    const uploadFile = jest.fn(() => Object.assign(outcome, { progress: (listen: (at: { progress: number }) => void) => percents.forEach((progress) => listen({ progress })) }))
    Object.assign(Taro, { uploadFile })
    return uploadFile
  }

  it('posts the temporary file and tells how far it is', async () => {
    const called = answer(Promise.resolve({ statusCode: 200, data: '{}' }), [30, 100])
    const onProgress = jest.fn()
    await expect(uploadByWechat({ ...options, onProgress })).resolves.toEqual({ status: 200, text: '{}' })
    expect(called).toHaveBeenCalledWith({ url: '/v1/me/avatar', header: options.headers, filePath: 'wxfile://face.png', name: 'file', timeout: 60_000 })
    expect(onProgress.mock.calls).toEqual([[30], [100]])
  })

  it.each([
    ['uploadFile:fail timeout', 'timeout'],
    ['uploadFile:fail errcode:-106', 'network'],
  ])('%s is %s', async (errMsg, kind) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- WeChat rejects with plain objects
    answer(Promise.reject({ errMsg }))
    await expect(uploadByWechat({ ...options, onProgress: jest.fn() })).rejects.toMatchObject({ error: { kind } })
  })
})

describe('on H5', () => {
  class FakeRequest {
    static last: FakeRequest
    upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
    onload?: () => void
    onerror?: () => void
    ontimeout?: () => void
    status = 0
    responseText = ''
    timeout = 0
    readonly headers: Record<string, string> = {}
    readonly opened: string[] = []
    body: FormData | null = null

    constructor() {
      FakeRequest.last = this
    }

    open(...args: string[]) {
      this.opened.push(...args)
    }

    setRequestHeader(name: string, value: string) {
      this.headers[name] = value
    }

    send(body: FormData) {
      this.body = body
    }
  }

  const real = global.XMLHttpRequest
  beforeAll(() => Object.assign(global, { XMLHttpRequest: FakeRequest }))
  afterAll(() => Object.assign(global, { XMLHttpRequest: real }))

  it('posts a form with the file and tells how far it is', async () => {
    const onProgress = jest.fn()
    const sent = uploadByBrowser({ ...options, picture: { path: 'blob:1', blob: new Blob(['face']) }, onProgress })
    const request = FakeRequest.last
    request.upload.onprogress?.({ loaded: 1, total: 3 })
    Object.assign(request, { status: 413, responseText: 'large' }).onload?.()
    await expect(sent).resolves.toEqual({ status: 413, text: 'large' })
    expect(request.opened).toEqual(['POST', '/v1/me/avatar'])
    expect(request.headers).toEqual(options.headers)
    expect(request.body?.get('file')).toBeInstanceOf(Blob)
    expect(onProgress).toHaveBeenCalledWith(33)
  })

  it.each([
    ['onerror', 'network'],
    ['ontimeout', 'timeout'],
  ] as const)('%s is %s', async (event, kind) => {
    const sent = uploadByBrowser({ ...options, onProgress: jest.fn() })
    FakeRequest.last[event]?.()
    await expect(sent).rejects.toMatchObject({ error: { kind } })
  })
})
