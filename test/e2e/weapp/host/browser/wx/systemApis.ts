import type { Host } from '../host'
import type { BuildGroup } from './api'

const STATUS_BAR_PX = 20
const CAPSULE = { width: 87, height: 32, top: 24, bottom: 56 }

export const systemApis: BuildGroup = (host) => {
  const system = () => host.realm.import(systemInfo(host))
  const loggers = () => host.realm.record(Object.fromEntries(['info', 'log', 'warn', 'error', 'debug', 'setFilterMsg', 'addFilterMsg'].map((name) => [name, () => undefined])))
  return {
    sync: {
      getSystemInfoSync: system,
      getWindowInfo: system,
      getDeviceInfo: system,
      getAppBaseInfo: system,
      getSystemSetting: () => host.realm.import({ wifiEnabled: true, locationEnabled: true, bluetoothEnabled: false, deviceOrientation: 'portrait' }),
      getAppAuthorizeSetting: () => host.realm.import({}),
      getMenuButtonBoundingClientRect: () => host.realm.import({ ...CAPSULE, left: innerWidth - 97, right: innerWidth - 10 }),
      getAccountInfoSync: () => host.realm.import({ miniProgram: { appId: host.boot.phone.appId, envVersion: 'develop', version: '' } }),
      getLaunchOptionsSync: () => host.realm.import(host.launch),
      getEnterOptionsSync: () => host.realm.import(host.launch),
      canIUse: (schema: string) => canIUse(host, schema),
      nextTick: (callback: () => void) => void Promise.resolve().then(callback),
      createSelectorQuery: () => (host.pages.current.caller.createSelectorQuery as () => unknown)(),
      createIntersectionObserver: (component: { createIntersectionObserver(options?: object): unknown }, options?: object) => component.createIntersectionObserver(options),
      getUpdateManager: () => host.realm.record({ onCheckForUpdate: () => undefined, onUpdateReady: () => undefined, onUpdateFailed: () => undefined, applyUpdate: () => undefined }),
      getLogManager: loggers,
      getRealtimeLogManager: loggers,
      reportEvent: () => undefined,
      reportAnalytics: () => undefined,
    },
    async: {
      getSystemInfo: () => systemInfo(host),
      getSystemInfoAsync: () => systemInfo(host),
      setClipboardData: async ({ data }) => {
        await host.privacy.require('setClipboardData')
        host.stats.toasts.push('内容已复制')
        host.clipboard = String(data)
      },
      getClipboardData: async () => {
        await host.privacy.require('getClipboardData')
        return { data: host.clipboard }
      },
    },
  }
}

function systemInfo({ boot, theme, pages, pkg }: Host) {
  const { clientHeight } = document.getElementById('host-pages') ?? document.body
  return {
    brand: 'Test',
    model: 'Test host',
    pixelRatio: devicePixelRatio,
    screenWidth: innerWidth,
    screenHeight: innerHeight,
    windowWidth: innerWidth,
    windowHeight: pages.entries.length > 0 ? clientHeight : innerHeight - 44,
    statusBarHeight: STATUS_BAR_PX,
    language: 'zh_CN',
    version: '8.0.50',
    system: 'Android 14',
    platform: 'android',
    SDKVersion: boot.phone.sdkVersion,
    fontSizeSetting: 16,
    fontSizeScaleFactor: 1,
    host: { env: 'WeChat' },
    safeArea: { top: STATUS_BAR_PX, left: 0, right: innerWidth, bottom: innerHeight, width: innerWidth, height: innerHeight - STATUS_BAR_PX },
    ...(pkg.app.darkmode ? { theme: theme.current } : {}),
  }
}

/** Names only: parameters and options of a name are taken as known. `button.open-type.x` and other components are, too. */
function canIUse({ pkg, boot }: Host, schema: string): boolean {
  const [name = ''] = schema.split('.')
  if (/^(button|input|form|view|image|scroll-view|text)$/.test(name)) return !boot.phone.lacks.includes(schema)
  return pkg.apiNames.includes(name) && !boot.phone.lacks.includes(name)
}
