import type { TabItem } from '../protocol'
import { make, part } from './dom'
import type { Host } from './host'

interface TabState {
  badge: string
  dot: boolean
  text?: string
}

/** What WeChat draws around a page: navigation bar, tab bar, and the styles that belong to the page on top. */
export class Chrome {
  private readonly tabs: TabState[]
  private tabBarShown = true

  constructor(private readonly host: Host) {
    this.tabs = (host.pkg.app.tabBar?.list ?? []).map(() => ({ badge: '', dot: false }))
    part('host-back').addEventListener('click', () => host.pages.navigateBack())
    part('host-home').addEventListener('click', () => host.pages.reLaunch(`/${this.homePage}`))
  }

  get homePage(): string {
    const { app } = this.host.pkg
    return app.entryPagePath ?? app.pages[0] ?? ''
  }

  refresh() {
    const { current } = this.host.pages
    document.documentElement.dataset.route = current.route
    this.drawNavigation()
    this.drawTabBar()
    this.host.styles.showPage(current.route)
  }

  setTab(index: number, change: Partial<TabState>) {
    const tab = this.tabs[index]
    if (!tab) throw new Error(`there is no tab ${index}`)
    Object.assign(tab, change)
    this.drawTabBar()
  }

  showTabBar(shown: boolean) {
    this.tabBarShown = shown
    this.drawTabBar()
  }

  hideHome() {
    part('host-home').hidden = true
  }

  private drawNavigation() {
    const { pages, theme } = this.host
    const { window, route } = pages.current
    const bar = part('host-navigation')
    bar.hidden = window.navigationStyle === 'custom'
    bar.style.background = theme.resolve(window.navigationBarBackgroundColor) ?? '#000'
    bar.style.color = theme.resolve(window.navigationBarTextStyle) === 'black' ? '#000' : '#fff'
    document.body.style.background = theme.resolve(window.backgroundColor) ?? '#fff'
    part('host-title').textContent = window.navigationBarTitleText ?? ''
    part('host-back').hidden = pages.entries.length < 2
    part('host-home').hidden = pages.entries.length > 1 || pages.isTab(route) || route === this.homePage
  }

  private drawTabBar() {
    const { pages, pkg, theme } = this.host
    const bar = part('host-tabs')
    const config = pkg.app.tabBar
    bar.hidden = !config || config.custom === true || !this.tabBarShown || pages.entries.length === 0 || !pages.isTab(pages.current.route)
    if (!config || bar.hidden) return
    bar.style.background = theme.resolve(config.backgroundColor) ?? '#fff'
    bar.style.borderColor = theme.resolve(config.borderStyle) === 'white' ? '#fff3' : '#0003'
    bar.replaceChildren(...config.list.map((item, index) => this.drawTab(item, index)))
  }

  private drawTab(item: TabItem, index: number): HTMLElement {
    const { pages, pkg, theme } = this.host
    const state = this.tabs[index]
    const selected = item.pagePath === pages.current.route
    const icon = theme.resolve(selected ? (item.selectedIconPath ?? item.iconPath) : item.iconPath)
    const text = state?.text ?? item.text
    const tab = make('button', { type: 'button', role: 'tab', 'aria-selected': String(selected), 'aria-label': text })
    tab.style.color = theme.resolve(selected ? pkg.app.tabBar?.selectedColor : pkg.app.tabBar?.color) ?? '#888'
    if (icon) tab.append(make('img', { src: `/${icon.replace(/^\//, '')}`, alt: '' }))
    tab.append(text)
    if (state?.badge) tab.append(make('span', { class: 'host-badge' }, state.badge))
    else if (state?.dot) tab.append(make('span', { class: 'host-dot' }))
    tab.addEventListener('click', () => {
      pages.current.call('onTabItemTap', { index, pagePath: item.pagePath, text })
      pages.switchTab(`/${item.pagePath}`)
    })
    return tab
  }
}
