import type { HostStats, LaunchOptions, PageMeasure } from '../protocol'
import { callLifecycle, type Host } from './host'
import { parseUrl } from './pageStack'
import { userFiles } from './wx/fileApis'

/** What the test process may ask of a running mini-program. */
export interface Inspector {
  route(): string
  pages(): string[]
  query(): Record<string, string>
  data(): unknown
  storage(): Record<string, unknown>
  /** Texts in the mini-program's own folder, by path. */
  files(): Record<string, string>
  stats(): HostStats
  resetStats(): void
  measure(): PageMeasure
  pullDown(): void
  refreshing(): boolean
  share(): unknown
  hideApp(): void
  showApp(url?: string, scene?: number): void
  emit(name: string, payload: unknown): void
  refuseNicknames(names: string[]): void
  loadedPackages(): string[]
  /** Runs code as a module of the main package would run, and gives its `module.exports`. */
  evaluate(source: string): unknown
}

export function makeInspector(host: Host): Inspector {
  return {
    route: () => host.pages.current.route,
    pages: () => host.pages.entries.map(({ route }) => route),
    query: () => host.pages.current.query,
    data: () => host.pages.current.caller.data,
    storage: () => Object.fromEntries(host.storage.keys().map((key) => [key, host.storage.get(key)])),
    files: () => userFiles(),
    stats: () => host.stats,
    resetStats: () => {
      for (const list of Object.values(host.stats) as unknown[][]) list.length = 0
    },
    measure: () => measure(host.pages.current.box),
    pullDown: () => host.pages.current.pullDown(),
    refreshing: () => host.pages.current.refreshing,
    share: () => host.share('menu'),
    hideApp: () => hideApp(host),
    showApp: (url, scene) => showApp(host, url, scene),
    emit: (name, payload) => host.emitter.emit(name, host.realm.import(payload)),
    refuseNicknames: (names) => (host.refusedNicknames = names),
    loadedPackages: () => host.modules.loadedPackages,
    evaluate: (source) => host.modules.evaluate(source),
  }
}

/** WeChat's own counts: nodes of the template tree and how deep they are nested. */
function measure(box: HTMLElement): PageMeasure {
  let nodes = 0
  let depth = 0
  const visit = (element: Element, level: number) => {
    const counts = element.localName.startsWith('wx-')
    if (counts) nodes++
    if (counts) depth = Math.max(depth, level)
    for (const child of element.children) visit(child, level + (counts ? 1 : 0))
  }
  visit(box, 0)
  return { nodes, depth }
}

function hideApp(host: Host) {
  host.pages.current.call('onHide')
  callLifecycle(host, host.app, 'onHide')
  host.emitter.emit('onAppHide')
}

function showApp(host: Host, url?: string, scene = host.launch.scene) {
  const options: LaunchOptions = url === undefined ? { ...host.launch, scene } : { ...parseUrl(url), scene }
  callLifecycle(host, host.app, 'onShow', options)
  host.emitter.emit('onAppShow', host.realm.import(options))
  if (url === undefined) host.pages.current.call('onShow')
  else host.pages.reLaunch(url)
}
