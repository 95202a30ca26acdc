import Taro from '@tarojs/taro'
import type { PaymentStarted } from '@contract/payments'
import { ApiFailure } from '@/api/apiError'
import { payer as browser } from '@/platform/payer.h5'
import { payer as weapp } from '@/platform/payer.ts'
import { webSignIn } from '@/platform/webSignIn.h5'
import { makeJsapi } from '../support/app/orders'

const jsapi = makeJsapi()
const h5: PaymentStarted = { channel: 'h5', h5Url: 'https://wx.tenpay.com/checkmweb?prepay_id=1&package=2', amountCents: 1, payBy: '2026-11-22T04:15:00.000Z' }
const inWechat: PaymentStarted = { ...makeJsapi(), channel: 'wechatBrowser' } as PaymentStarted

const kindOf = (promise: Promise<unknown>) => promise.then(
  (value) => value,
  (thrown: unknown) => (thrown instanceof ApiFailure ? thrown.error.kind : thrown),
)

describe('in the mini-program', () => {
  const request = jest.fn()
  beforeEach(() => void Object.assign(Taro, { requestPayment: request.mockReset() }))

  it('hands over what the server signed, as it is', async () => {
    request.mockResolvedValue({})
    expect(await weapp.pay(jsapi, '/order')).toBe('back')
    expect(request).toHaveBeenCalledWith({ timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'RSA', paySign: 's' })
  })

  it.each([
    ['requestPayment:fail cancel', 'cancelled'],
    ['requestPayment:fail no permission', 'unsupported'],
  ])('%s is %s', async (errMsg, kind) => {
    request.mockRejectedValue({ errMsg })
    expect(await kindOf(weapp.pay(jsapi, '/order'))).toBe(kind)
  })
})

describe('in a browser', () => {
  const assign = jest.fn()
  beforeEach(() => {
    assign.mockReset()
    jest.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 Mobile')
    jest.spyOn(webSignIn, 'leaveFor').mockImplementation(assign)
  })
  afterEach(() => {
    jest.restoreAllMocks()
    delete window.WeixinJSBridge
  })

  it('leaves for the page of WeChat, which leads back', async () => {
    expect(browser.channel).toBe('h5')
    expect(await browser.pay(h5, '/order?number=1')).toBe('away')
    expect(assign).toHaveBeenCalledWith('https://wx.tenpay.com/checkmweb?prepay_id=1&package=2&redirect_url=http%3A%2F%2Flocalhost%2Forder%3Fnumber%3D1')
  })

  it.each([
    ['get_brand_wcpay_request:ok', 'back'],
    ['get_brand_wcpay_request:cancel', 'cancelled'],
    ['get_brand_wcpay_request:fail', 'unsupported'],
  ])("inside WeChat its bridge's %s is %s", async (message, end) => {
    window.WeixinJSBridge = { invoke: (_name, _params, answer) => answer({ err_msg: message }) }
    expect(await kindOf(browser.pay(inWechat, '/order'))).toBe(end)
  })

  it('waits for the bridge of a page that has only just started', async () => {
    const end = browser.pay(inWechat, '/order')
    window.WeixinJSBridge = { invoke: (_name, _params, answer) => answer({ err_msg: 'get_brand_wcpay_request:ok' }) }
    document.dispatchEvent(new Event('WeixinJSBridgeReady'))
    expect(await end).toBe('back')
  })

  it('knows WeChat by its name, and says where there is no bridge', async () => {
    jest.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 MicroMessenger/8.0')
    expect(browser.channel).toBe('wechatBrowser')
    jest.useFakeTimers()
    const end = kindOf(browser.pay(inWechat, '/order'))
    jest.runAllTimers()
    expect(await end).toBe('unsupported')
    jest.useRealTimers()
    expect(await browser.pay({ ...inWechat, standInUrl: 'http://127.0.0.1:9/pay/1' } as PaymentStarted, '/order')).toBe('away')
  })
})
