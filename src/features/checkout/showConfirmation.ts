import Taro from '@tarojs/taro'

export const CONFIRMATION_ID = 'near-expiry'

/** Brings what has yet to be confirmed into sight (mini-program). */
export function showConfirmation(): void {
  void Taro.pageScrollTo({ selector: `#${CONFIRMATION_ID}`, offsetTop: -16, duration: 200 }).catch(() => undefined)
}
