import Taro from '@tarojs/taro'

/** The number at a tab of WeChat's bar; none for 0. Refused where the page in sight is no tab: whoever shows one says it again. */
export function markTab(index: number, count: number): void {
  const marked = count > 0 ? Taro.setTabBarBadge({ index, text: count > 99 ? '99+' : String(count) }) : Taro.removeTabBarBadge({ index })
  marked.catch(() => undefined)
}
