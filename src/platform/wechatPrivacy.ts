import Taro from '@tarojs/taro'
import type { PrivacyGuard } from './platform'

/** The button that WeChat checks for a tap before it believes an agreement. */
export const PRIVACY_BUTTON_ID = 'privacy-agree'

export const wechatPrivacy: PrivacyGuard = {
  onNeeded(listener) {
    // Base libraries before 2.32.3 have no such event, and need none: there private calls are not locked.
    Taro.onNeedPrivacyAuthorization?.((resolve) =>
      listener((isAgreed) => resolve(isAgreed ? { event: 'agree', buttonId: PRIVACY_BUTTON_ID } : { event: 'disagree' })),
    )
  },
  isNeeded: () =>
    new Promise((resolve) => {
      if (!Taro.getPrivacySetting) return resolve(false)
      Taro.getPrivacySetting({ success: ({ needAuthorization }) => resolve(needAuthorization), fail: () => resolve(false) })
    }),
  openContract: () =>
    new Promise((resolve) => {
      if (!Taro.openPrivacyContract) return resolve()
      Taro.openPrivacyContract({ complete: () => resolve() })
    }),
}
