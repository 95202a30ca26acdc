import { WxError } from './bridge'
import { callLifecycle, reportError, type Host } from './host'
import { PageEntry } from './page'
import { loadPageCode } from './registration'

const STACK_LIMIT = 10

interface Target {
  path: string
  query: Record<string, string>
}

/** `/pages/a/index?id=1` to path and query. Values stay encoded, as WeChat hands them over. */
export function parseUrl(url: string, from = ''): Target {
  const [address = '', search = ''] = url.split('?')
  const path = address.startsWith('/') ? address.slice(1) : new URL(address, `http://host/${from}`).pathname.slice(1)
  const pairs = search.split('&').filter((pair) => pair !== '')
  const query = Object.fromEntries(pairs.map((pair) => [decodeURIComponent(pair.split('=')[0] ?? ''), pair.split('=').slice(1).join('=')]))
  return { path, query }
}

/** The pages that are open, and the five ways from one to another. */
export class PageStack {
  entries: PageEntry[] = []
  /** Tab pages live until the app is relaunched. */
  private readonly tabPages = new Map<string, PageEntry>()

  constructor(
    private readonly host: Host,
    private readonly allPages: string[],
  ) {}

  get current(): PageEntry {
    const page = this.entries[this.entries.length - 1]
    if (!page) throw new Error('no page is open')
    return page
  }

  isTab(path: string): boolean {
    return this.host.pkg.app.tabBar?.list.some((tab) => tab.pagePath === path) ?? false
  }

  openFirst(path: string, query: Record<string, string>) {
    if (!this.allPages.includes(path)) {
      callLifecycle(this.host, this.host.app, 'onPageNotFound', { path, query, isEntryPage: true })
      this.host.emitter.emit('onPageNotFound', { path, query, isEntryPage: true })
      if (this.entries.length === 0) throw new Error(`page "${path}" is not found`)
      return
    }
    this.open({ path, query })
  }

  navigateTo(url: string) {
    const target = this.targetOf(url)
    if (this.isTab(target.path)) throw new WxError('can not navigateTo a tabbar page')
    if (this.entries.length >= STACK_LIMIT) throw new WxError(`webview count limit exceed, max is ${STACK_LIMIT}`)
    this.current.hide()
    this.open(target)
  }

  redirectTo(url: string) {
    const target = this.targetOf(url)
    if (this.isTab(target.path)) throw new WxError('can not redirectTo a tabbar page')
    this.entries.pop()?.close()
    this.open(target)
  }

  navigateBack(delta = 1) {
    if (this.entries.length < 2) throw new WxError('cannot navigate back at first page.')
    for (let step = 0; step < delta && this.entries.length > 1; step++) this.entries.pop()?.close()
    this.current.show()
    this.host.chrome.refresh()
  }

  reLaunch(url: string) {
    const target = this.targetOf(url)
    while (this.entries.length > 0) this.forget(this.entries.pop())
    for (const page of this.tabPages.values()) page.close()
    this.tabPages.clear()
    this.open(target)
  }

  switchTab(url: string) {
    const { path } = this.targetOf(url)
    if (!this.isTab(path)) throw new WxError('can not switch to no-tabBar page')
    while (this.entries.length > 1) this.entries.pop()?.close()
    const bottom = this.entries.pop()
    if (bottom && bottom.route !== path) this.leave(bottom)
    const kept = this.tabPages.get(path)
    if (!kept) return this.open({ path, query: {} })
    this.entries.push(kept)
    kept.show()
    this.host.chrome.refresh()
  }

  private leave(page: PageEntry) {
    if (this.tabPages.has(page.route)) page.hide()
    else page.close()
  }

  private forget(page: PageEntry | undefined) {
    if (!page) return
    this.tabPages.delete(page.route)
    page.close()
  }

  private targetOf(url: string): Target {
    const target = parseUrl(url, this.entries.length > 0 ? this.current.route : '')
    if (!this.allPages.includes(target.path)) throw new WxError(`page "${target.path}" is not found`)
    return target
  }

  private open({ path, query }: Target) {
    const { host } = this
    host.enterPackageOf(path)
    loadPageCode(host, path)
    const page = new PageEntry(host, path, query)
    this.entries.push(page)
    if (this.isTab(path)) this.tabPages.set(path, page)
    host.chrome.refresh()
    try {
      page.open()
    } catch (thrown) {
      reportError(host.stats, thrown)
    }
  }
}
