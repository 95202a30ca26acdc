import { webSignIn } from '@/platform/webSignIn.h5'

const AGENTS = {
  wechat: 'Mozilla/5.0 (Linux; Android 14; V2307A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.49.2600 NetType/WIFI Language/zh_CN',
  wechatOnDesktop: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781 WindowsWechat',
  wecom: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 wxwork/4.1.6 MicroMessenger/7.0.1 Language/zh',
  desktop: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  phone: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
}

function useBrowser(userAgent: string, hasFinePointer: boolean) {
  jest.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent)
  window.matchMedia = jest.fn((query: string) => ({ matches: query === '(pointer: fine)' && hasFinePointer }) as MediaQueryList)
}
afterEach(() => jest.restoreAllMocks())

describe('the way of this browser', () => {
  it.each([
    ["WeChat's own browser", AGENTS.wechat, false, 'oa'],
    ["WeChat's on a desktop", AGENTS.wechatOnDesktop, true, 'oa'],
    ["WeCom's, which knows employees", AGENTS.wecom, false, null],
    ['a desktop', AGENTS.desktop, true, 'web'],
    ['a tablet that names itself a desktop', AGENTS.desktop, false, null],
    ['a phone', AGENTS.phone, false, null],
    ['a phone with a pen', AGENTS.phone, true, null],
  ])('%s', (_name, userAgent, hasFinePointer, way) => {
    useBrowser(userAgent, hasFinePointer)
    expect(webSignIn.way).toBe(way)
  })
})

describe('the way back', () => {
  it.each([
    ['/product?id=1&from=%E5%88%97', '/product?id=1&from=%E5%88%97'],
    ['/mine/', '/mine'],
    ['/', '/'],
    ['/mine#x', '/mine'],
  ])('from %s is %s', (address, here) => {
    window.history.replaceState(null, '', address)
    expect(webSignIn.here()).toBe(here)
  })
})

describe('how it ended', () => {
  it.each([
    ['ok', 'ok'],
    ['wechat_refused', 'wechat_refused'],
    ['<b>anything</b>', null],
    ['toString', null],
  ])('%j is read as %j, and forgotten once taken note of', (value, result) => {
    document.cookie = `sign_in_result=${value}; Path=/`
    expect(webSignIn.result()).toBe(result)
    webSignIn.forgetResult()
    expect(webSignIn.result()).toBeNull()
    expect(document.cookie).not.toContain('sign_in_result')
  })
})
