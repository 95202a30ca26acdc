import Taro from '@tarojs/taro'

/** An address of the shopper's WeChat account, by names: WeChat's region codes are its own. */
export interface WechatAddress {
  recipient: string
  phone: string
  /** Province, city, district. */
  regionNames: readonly [string, string, string]
  detail: string
}

/** Opens WeChat's own address list. Null when the shopper turned away; rejects where WeChat cannot show it. */
export async function chooseWechatAddress(): Promise<WechatAddress | null> {
  try {
    const { userName, telNumber, provinceName, cityName, countyName, detailInfo } = await Taro.chooseAddress()
    return { recipient: userName, phone: telNumber, regionNames: [provinceName, cityName, countyName], detail: detailInfo }
  } catch (thrown) {
    if (isTurnedAway(thrown)) return null
    throw thrown
  }
}

/** Closing the list is `chooseAddress:fail cancel`; refusing the privacy contract `fail:auth deny` or errno 104. */
function isTurnedAway(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false
  const message = 'errMsg' in thrown ? String(thrown.errMsg) : ''
  return /cancel|deny|denied/.test(message) || ('errno' in thrown && (thrown.errno === 103 || thrown.errno === 104))
}
