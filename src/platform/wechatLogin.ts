import Taro from '@tarojs/taro'
import { ApiFailure } from '@/api/apiError'
import type { SignedUserInfo, WechatLogin } from './platform'
import { isVersionAtLeast } from './version'

/** From here on the phone button answers with a code. */
const PHONE_CODE_SINCE = '2.21.2'
/** From here on getUserInfo answers "微信用户" and a grey avatar: nothing worth sending. */
const ANONYMOUS_SINCE = '2.27.1'

export const wechatLogin: WechatLogin = {
  get phoneCodeSupported() {
    return isVersionAtLeast(libraryVersion(), PHONE_CODE_SINCE)
  },
  async getCode() {
    const { code } = await Taro.login().catch(() => ({ code: '' }))
    if (!code) throw new ApiFailure({ kind: 'network', retryable: true })
    return code
  },
  isSessionKeyAlive: () =>
    Taro.checkSession().then(
      () => true,
      () => false,
    ),
  getSignedUserInfo: () => (isVersionAtLeast(libraryVersion(), ANONYMOUS_SINCE) ? Promise.resolve(null) : readUserInfo().catch(() => null)),
}

async function readUserInfo(): Promise<SignedUserInfo | null> {
  const { authSetting } = await Taro.getSetting()
  if (!authSetting['scope.userInfo']) return null
  const { rawData, signature, encryptedData, iv } = await Taro.getUserInfo({ lang: 'zh_CN' })
  return rawData && signature && encryptedData && iv ? { rawData, signature, encryptedData, iv } : null
}

function libraryVersion(): string {
  return Taro.getAppBaseInfo?.().SDKVersion ?? Taro.getSystemInfoSync().SDKVersion ?? '0'
}
