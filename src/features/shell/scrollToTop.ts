import Taro from '@tarojs/taro'

/** New content begins at its top. On H5 it fails where the page is not on the screen yet, and then it is at its top anyway. */
export function scrollToTop(): void {
  Taro.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined)
}
