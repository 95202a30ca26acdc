import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Route } from '@playwright/test'
import type { Boot, BuiltPackage, HostCall, LoadedPackage, PhoneSettings, Theme } from '../protocol'
import { pagesOf, subPackagesOf } from './builtPackage'
import { bundleHost, slotTemplate } from './bundle'
import { Cashier } from './cashier'
import { WeappDriver } from './driver'
import { answer, hostServices, type WxOverrides } from './hostServices'
import { Network } from './network'
import { TemporaryFiles, type TemporaryFile } from './temporaryFiles'
import { WechatPhone } from './wechatPhone'

/** Address of the host's own page; nothing listens there, every request is answered here. */
const ORIGIN = 'http://weapp.test'
const SCREEN = { width: 375, height: 667 }

export interface LaunchSettings {
  built: BuiltPackage
  /** Backend under test. */
  backend?: string
  /** WeChat stand-in. */
  wechat?: string
  /** API address that was compiled into the package. */
  apiBase?: string
  /** Whose phone it is; the stand-in makes him at first use. */
  shopper?: string
  /** Page to open, with query; the entry page without it. */
  url?: string
  scene?: number
  theme?: Theme
  privacyAgreed?: boolean
  /** Version of the phone's base library. */
  sdkVersion?: string
  /** Names that this phone's base library is too old for. */
  lacks?: string[]
  /** Answers to `wx` functions, for what the host does not have. */
  wx?: WxOverrides
}

interface Running {
  settings: LaunchSettings
  boot: Boot
  network: Network
  files: TemporaryFiles
}

/** Starts a built mini-program in a browser context of its own: a fresh phone. */
export async function launchWeapp(browser: Browser, settings: LaunchSettings): Promise<WeappDriver> {
  const { apiBase = 'http://localhost:3000', backend = apiBase, wechat, shopper = 'shopper', theme = 'light', wx = {} } = settings
  const boot: Boot = { launch: { url: settings.url, scene: settings.scene }, phone: phoneSettings(settings), apiBase, overrides: Object.keys(wx) }
  const network = new Network({ apiBase, backend, appId: boot.phone.appId })
  const phone = new WechatPhone({ wechat, shopper })
  const context = await browser.newContext({ viewport: SCREEN, deviceScaleFactor: 2, locale: 'zh-CN', colorScheme: theme, serviceWorkers: 'block' })
  const page = await context.newPage()
  const cashier = new Cashier(network)
  const files = new TemporaryFiles()
  const services = hostServices({ network, phone, cashier, files }, wx)
  await page.exposeFunction('__hostCall', (call: HostCall) => answer(services, call))
  await page.route('**/*', (route) => serve(route, { settings, boot, network, files }))
  const driver = new WeappDriver({ page, context, network, phone, cashier, boot, origin: ORIGIN })
  await driver.start()
  return driver
}

function phoneSettings({ theme = 'light', privacyAgreed = false, sdkVersion = '3.7.0', lacks = [] }: LaunchSettings): PhoneSettings {
  return { appId: 'wx0000000000000000', privacyAgreed, theme, sdkVersion, lacks }
}

/** Every request of the host's page: its own files, files of the package and of the phone, pictures of the backend; nothing else. */
async function serve(route: Route, { settings, boot, network, files }: Running) {
  const url = new URL(route.request().url())
  if (TemporaryFiles.has(url.href)) return serveFile(route, files.find(url.href))
  if (url.origin !== ORIGIN) return servePicture(route, network)
  const file = (name: string) => readFileSync(path.join(__dirname, '..', name), 'utf8')
  switch (url.pathname) {
    case '/':
      return route.fulfill({ contentType: 'text/html', body: file('shell.html') })
    case '/__host/shell.css':
      return route.fulfill({ contentType: 'text/css', body: file('shell.css') })
    case '/__host/host.js':
      return route.fulfill({ contentType: 'text/javascript', body: bundleHost() })
    case '/__host/package.js':
      return route.fulfill({ contentType: 'text/javascript', body: packageScript(settings.built, boot) })
    default:
      return servePackageFile(route, settings.built.dist, url.pathname)
  }
}

async function serveFile(route: Route, file: TemporaryFile | undefined) {
  return file ? route.fulfill({ contentType: file.contentType, body: file.content }) : route.fulfill({ status: 404 })
}

async function servePackageFile(route: Route, dist: string, pathname: string) {
  const file = path.join(dist, decodeURIComponent(pathname))
  return file.startsWith(dist) && existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404 })
}

async function servePicture(route: Route, network: Network) {
  const response = await network.load(route.request().url()).catch(() => undefined)
  if (!response) return route.abort()
  const type = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  return route.fulfill({ status: response.status, contentType: type, body: response.body })
}

function packageScript(built: BuiltPackage, boot: Boot): string {
  const { app, theme, configs, styles, modules, tags, apiNames } = built
  const pkg: LoadedPackage = { app, theme, configs, styles, modules, tags, apiNames }
  const roots = subPackagesOf(app).map(({ root }) => root)
  const known = { pkg, roots, pages: pagesOf(app), boot }
  return `window.__weapp = ${JSON.stringify(known)};\nwindow.__weapp.templates = Object.assign({}, ${built.templates}, ${slotTemplate()});`
}
