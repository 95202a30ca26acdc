import Bowser from 'bowser'
import type { ClientKind } from './client'

export const UNKNOWN_DEVICE = '未知设备'
/** The longest that a browser sends in earnest; more is not worth reading. */
const MAX_LENGTH = 512

const SYSTEMS: Record<string, string> = { Windows: 'Windows 电脑', macOS: 'Mac', Linux: 'Linux 电脑', 'Chrome OS': 'Chromebook' }
const BROWSERS: Record<string, string> = {
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': '三星浏览器',
  'UC Browser': 'UC 浏览器',
  QQ: 'QQ 浏览器',
  WeChat: '微信',
}

/**
 * What its owner would call the device, from the User-Agent: the system, and on H5 the browser. Versions and models
 * stay out: they would change with every update, and tell a device apart that nobody needs to tell apart.
 */
export function deviceOf(client: ClientKind, userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, MAX_LENGTH)
  if (text === '') return UNKNOWN_DEVICE
  if (/wechatdevtools/i.test(text)) return '微信开发者工具'
  const { os, platform, browser } = Bowser.parse(text)
  const system = systemOf(text, os.name ?? '', platform)
  if (system === null) return UNKNOWN_DEVICE
  // The mini-program always runs in WeChat: to say so would say nothing.
  if (client === 'weapp' || !browser.name) return system
  return `${system} · ${BROWSERS[browser.name] ?? browser.name}`
}

function systemOf(text: string, os: string, { type, model }: { type?: string; model?: string }): string | null {
  if (/OpenHarmony|HarmonyOS/.test(text)) return type === 'tablet' ? '鸿蒙平板' : '鸿蒙手机'
  if (os === 'iOS') return model === 'iPad' || type === 'tablet' ? 'iPad' : 'iPhone'
  if (os === 'Android') return type === 'tablet' ? '安卓平板' : '安卓手机'
  return SYSTEMS[os] ?? null
}
