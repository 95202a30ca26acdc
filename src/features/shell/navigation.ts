import Taro from '@tarojs/taro'
import { withQuery } from '@/api/url'
import { H5_PATHS, PAGES } from './pages'
import { isTab, type Route } from './routes'

/** Address for Taro's navigation. */
export function urlOf({ page, params }: Route): string {
  return withQuery(PAGES[page], params)
}

/** Address for a browser: `href` of links, and what is copied to share. */
export function hrefOf({ page, params }: Route): string {
  return withQuery(H5_PATHS[page], params)
}

/** Opens a place. Tab pages have no parameters in the mini-program; whoever opens one with some loses them. */
export async function open(route: Route): Promise<void> {
  if (isTab(route.page)) {
    await Taro.switchTab({ url: urlOf(route) })
    return
  }
  // The mini-program keeps ten pages at most; the eleventh takes the place of the tenth.
  await Taro.navigateTo({ url: urlOf(route) }).catch(() => Taro.redirectTo({ url: urlOf(route) }))
}

/** Opens a place instead of this one. */
export async function replaceWith(route: Route): Promise<void> {
  await Taro.redirectTo({ url: urlOf(route) })
}

/** One page back; where there is none (a shared link was opened), home. */
export async function back(): Promise<void> {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await Taro.switchTab({ url: PAGES.home })
}
