/** A browser has no contract of WeChat's. */
export function WechatContractCell() {
  return null
}
