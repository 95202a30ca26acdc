import type { WindowConfig } from '../protocol'
import { make, part } from './dom'
import { callLifecycle, type Host, type LogicObject } from './host'
import { measureSetData } from './registration'
import type { PageRoot } from './view'

const DEFAULT_BOTTOM_DISTANCE = 50
let nextWebviewId = 1

/** One page of the stack: its component, its place in the DOM, and its scrolling. */
export class PageEntry {
  readonly box = make('div', { class: 'host-page' })
  readonly caller: LogicObject
  /** What `wx.setNavigationBarTitle` and its like have changed. */
  readonly changedWindow: WindowConfig = {}
  refreshing = false
  private readonly root: PageRoot
  private atBottom = false

  constructor(
    private readonly host: Host,
    readonly route: string,
    readonly query: Record<string, string>,
  ) {
    this.root = host.view.createPage(route)
    this.caller = this.root.get() as unknown as LogicObject
    measureSetData(host, this.caller as never, route)
    Object.assign(this.caller, {
      route,
      __route__: route,
      __webviewId__: nextWebviewId++,
      options: host.realm.import(query),
      getTabBar: host.realm.fn(() => undefined),
      getPageId: host.realm.fn(() => `pageId:${route}`),
    })
  }

  /** Runs the lifecycle up to the first rendering. */
  open() {
    const placeholder = make('div')
    this.box.append(placeholder)
    this.box.dataset.route = this.route
    part('host-pages').append(this.box)
    this.call('onLoad', this.query)
    this.root.attach(this.box as never, placeholder as never)
    this.box.addEventListener('scroll', () => this.handleScroll())
    this.call('onShow')
    this.root.getComponent().triggerPageLifetime('show', [])
    requestAnimationFrame(() => this.call('onReady'))
  }

  hide() {
    this.box.hidden = true
    this.call('onHide')
    this.root.getComponent().triggerPageLifetime('hide', [])
  }

  show() {
    this.box.hidden = false
    this.call('onShow')
    this.root.getComponent().triggerPageLifetime('show', [])
  }

  close() {
    this.call('onUnload')
    this.root.release()
    this.box.remove()
  }

  call(name: string, argument?: unknown): unknown {
    return callLifecycle(this.host, this.caller, name, argument)
  }

  get window(): WindowConfig {
    const { app, configs } = this.host.pkg
    return { ...app.window, ...configs[this.route], ...this.changedWindow }
  }

  pullDown() {
    if (this.window.enablePullDownRefresh !== true) throw new Error(`${this.route} does not enable pull-down refresh`)
    this.refreshing = true
    this.call('onPullDownRefresh')
  }

  private handleScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.box
    if (typeof this.caller.onPageScroll === 'function') this.call('onPageScroll', { scrollTop })
    const near = scrollHeight - scrollTop - clientHeight <= (this.window.onReachBottomDistance ?? DEFAULT_BOTTOM_DISTANCE)
    if (near && !this.atBottom) this.call('onReachBottom')
    this.atBottom = near
  }
}
