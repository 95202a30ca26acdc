import type { Boot, HostStats, LaunchOptions, LoadedPackage } from '../protocol'
import { Chrome } from './chrome'
import { registerBuiltIns } from './components/builtIns'
import { Emitter } from './emitter'
import { callLifecycle, reportError, type Host } from './host'
import { makeInspector, type Inspector } from './inspect'
import { Modules } from './modules'
import { PageStack, parseUrl } from './pageStack'
import { Privacy } from './privacy'
import { Realm } from './realm'
import { registrationGlobals } from './registration'
import { Storage } from './storage'
import { Styles } from './styles'
import { ThemeState } from './theme'
import { View } from './view'
import { makeWx } from './wx/makeWx'

declare global {
  interface Window {
    __weapp: { pkg: LoadedPackage; templates: Record<string, unknown>; roots: string[]; pages: string[]; boot: Boot }
    __inspect: Inspector
  }
}

const SCENE_RECENT = 1001

function start() {
  const { pkg, templates, roots, pages, boot } = window.__weapp
  const stats: HostStats = { setData: [], calls: [], unhosted: [], errors: [], console: [], toasts: [], shares: [] }
  const host = { pkg, boot, stats, app: null, refusedNicknames: [] as string[], clipboard: '' } as Partial<Host> as Host
  const provided: Record<string, unknown> = {}
  host.realm = makeRealm(host)
  host.modules = new Modules({ realm: host.realm, sources: pkg.modules, roots, provided })
  host.emitter = new Emitter()
  host.storage = new Storage()
  host.privacy = new Privacy(pkg.app.__usePrivacyCheck__ === true, host.emitter, host.realm, boot.phone.privacyAgreed)
  host.theme = new ThemeState(pkg, (theme) => announceTheme(host, theme))
  host.view = new View(pkg, templates, { onError: (error) => reportError(stats, error) })
  host.styles = new Styles(pkg.styles, new Set(pages))
  host.pages = new PageStack(host, pages)
  host.chrome = new Chrome(host)
  host.enterPackageOf = (path) => enterPackage(host, host.modules.rootOf(path))
  host.share = (from, dataset) => stats.shares.push(host.pages.current.call('onShareAppMessage', { from, target: { dataset } }))
  host.launch = launchOptions(host)
  host.wx = makeWx(host)
  Object.assign(provided, registrationGlobals(host), { wx: host.wx, global: host.realm.global })
  window.__inspect = makeInspector(host)

  try {
    registerBuiltIns(host)
    enterPackage(host, '')
    host.modules.load('app')
    host.pages.openFirst(host.launch.path, host.launch.query)
  } catch (thrown) {
    // The driver reads the errors and tells the test why nothing is on the screen.
    reportError(stats, thrown)
  }
}

function makeRealm(host: Host): Realm {
  const levels = ['log', 'info', 'warn', 'error', 'debug'] as const
  const record = (level: (typeof levels)[number]) =>
    function (this: unknown, ...args: unknown[]) {
      host.stats.console.push({ level, text: args.map(String).join(' ') })
      // eslint-disable-next-line no-console -- these are the mini-program's own words, wanted where one debugs it
      console[level](...args)
    }
  return new Realm({
    console: Object.fromEntries(levels.map((level) => [level, record(level)])),
    onError: (error) => {
      reportError(host.stats, error)
      callLifecycle(host, host.app, 'onError', String(error))
    },
    onUnhandledRejection: (reason) => {
      reportError(host.stats, reason)
      host.emitter.emit('onUnhandledRejection', host.realm.import({ reason }))
    },
  })
}

const entered = new Set<string>()

function enterPackage(host: Host, root: string) {
  if (entered.has(root)) return
  entered.add(root)
  const belongs = (path: string) => host.modules.rootOf(path) === root
  host.modules.enterPackage(root)
  host.view.addPackage(belongs)
  host.styles.addPackage(belongs)
}

function announceTheme(host: Host, theme: string) {
  host.chrome.refresh()
  callLifecycle(host, host.app, 'onThemeChange', { theme })
  host.emitter.emit('onThemeChange', host.realm.import({ theme }))
}

function launchOptions({ boot, chrome }: Host): LaunchOptions {
  const { url = `/${chrome.homePage}`, scene = SCENE_RECENT } = boot.launch
  return { ...parseUrl(url), scene }
}

start()
