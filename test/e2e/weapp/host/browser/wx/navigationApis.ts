import type { Host } from '../host'
import type { BuildGroup } from './api'

export const navigationApis: BuildGroup = (host) => ({
  async: {
    navigateTo: ({ url }) => host.pages.navigateTo(String(url)),
    redirectTo: ({ url }) => host.pages.redirectTo(String(url)),
    switchTab: ({ url }) => host.pages.switchTab(String(url)),
    reLaunch: ({ url }) => host.pages.reLaunch(String(url)),
    navigateBack: ({ delta }) => host.pages.navigateBack(typeof delta === 'number' ? delta : 1),
    setNavigationBarTitle: ({ title }) => changeWindow(host, { navigationBarTitleText: String(title) }),
    setNavigationBarColor: ({ backgroundColor, frontColor }) =>
      changeWindow(host, { navigationBarBackgroundColor: String(backgroundColor), navigationBarTextStyle: frontColor === '#ffffff' ? 'white' : 'black' }),
    setBackgroundColor: ({ backgroundColor }) => changeWindow(host, { backgroundColor: String(backgroundColor) }),
    setBackgroundTextStyle: () => undefined,
    hideHomeButton: () => (host.chrome.hideHome(), undefined),
    setTabBarBadge: ({ index, text }) => onTab(host, () => host.chrome.setTab(Number(index), { badge: String(text) })),
    removeTabBarBadge: ({ index }) => onTab(host, () => host.chrome.setTab(Number(index), { badge: '' })),
    showTabBarRedDot: ({ index }) => host.chrome.setTab(Number(index), { dot: true }),
    hideTabBarRedDot: ({ index }) => host.chrome.setTab(Number(index), { dot: false }),
    setTabBarItem: ({ index, text }) => host.chrome.setTab(Number(index), { text: String(text) }),
    showTabBar: () => host.chrome.showTabBar(true),
    hideTabBar: () => host.chrome.showTabBar(false),
    pageScrollTo: ({ scrollTop, selector }) => scrollPage(host, scrollTop, selector),
    startPullDownRefresh: () => host.pages.current.pullDown(),
    stopPullDownRefresh: () => {
      host.pages.current.refreshing = false
    },
  },
})

/** WeChat refuses to mark its tabs while a page without them is in sight. */
function onTab(host: Host, mark: () => void) {
  if (!host.pages.isTab(host.pages.current.route)) throw new Error('not TabBar page')
  mark()
}

function changeWindow(host: Host, change: Host['pages']['current']['changedWindow']) {
  Object.assign(host.pages.current.changedWindow, change)
  host.chrome.refresh()
}

function scrollPage(host: Host, scrollTop: unknown, selector: unknown) {
  const { box } = host.pages.current
  const target = typeof selector === 'string' ? box.querySelector(selector) : null
  if (target) target.scrollIntoView()
  else box.scrollTop = Number(scrollTop ?? 0)
}
