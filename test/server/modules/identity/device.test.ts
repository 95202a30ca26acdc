import { deviceOf } from '../../../../server/modules/identity/device'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN'
const ANDROID = 'Mozilla/5.0 (Linux; Android 13; M2102K1C Build/TKQ1.220829.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MicroMessenger/8.0.49.2600(0x28003156) WeChat/arm64 NetType/5G'

test.each([
  ['weapp', IPHONE, 'iPhone'],
  ['weapp', ANDROID, '安卓手机'],
  ['h5', IPHONE, 'iPhone · 微信'],
  ['h5', ANDROID, '安卓手机 · 微信'],
  ['h5', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0', 'Windows 电脑 · Edge'],
  ['h5', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15', 'Mac · Safari'],
  ['h5', 'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1', 'iPad · Safari'],
  ['h5', 'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile', '鸿蒙手机 · Chrome'],
  ['weapp', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) wechatdevtools/1.06.2402040 MicroMessenger/8.0.5 webview/', '微信开发者工具'],
  ['weapp', 'curl/8.5.0', '未知设备'],
  ['h5', undefined, '未知设备'],
  ['h5', '', '未知设备'],
] as const)('in %s %s is %s', (client, userAgent, words) => {
  expect(deviceOf(client, userAgent)).toBe(words)
})

test('no version, no model and nothing that was sent shows in it, however long', () => {
  expect(deviceOf('h5', `${ANDROID} <script>${'x'.repeat(10_000)}`)).toBe('安卓手机 · 微信')
})
