import Taro from '@tarojs/taro'
import { ApiFailure } from '@/api/apiError'
import { isPrivacyRefused, isTurnedAway } from './turnedAway'

/** An address of the shopper's WeChat account, by names: WeChat's region codes are its own. */
export interface WechatAddress {
  recipient: string
  phone: string
  /** Province, city, district. */
  regionNames: readonly [string, string, string]
  detail: string
}

/**
 * Opens WeChat's own address list. Null when the shopper turned away; rejects where WeChat cannot show it, as
 * `refused` where he has not agreed to WeChat's privacy contract.
 */
export async function chooseWechatAddress(): Promise<WechatAddress | null> {
  try {
    const { userName, telNumber, provinceName, cityName, countyName, detailInfo } = await Taro.chooseAddress()
    return { recipient: userName, phone: telNumber, regionNames: [provinceName, cityName, countyName], detail: detailInfo }
  } catch (thrown) {
    if (isPrivacyRefused(thrown)) throw new ApiFailure({ kind: 'refused', retryable: false })
    if (isTurnedAway(thrown)) return null
    throw thrown
  }
}
