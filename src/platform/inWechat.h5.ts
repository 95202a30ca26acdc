/** WeChat's own browser. WeCom's names itself alike, but knows employees instead of shoppers. */
export function isInWechat(): boolean {
  return /MicroMessenger/i.test(navigator.userAgent) && !/wxwork/i.test(navigator.userAgent)
}
