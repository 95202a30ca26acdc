/** Of the page about one's own number; what the forms say is in texts.ts. */
export const texts = {
  title: '手机号',
  verified: '已验证',
  verifiedNote: '一个账号一个号码，验证过就不再要求。',
  change: '更换手机号',
  bindTitle: '还没有绑定手机号',
  usesTitle: '它用来做什么',
  uses: ['送货时联系得到你', '换手机、换登录方式时找回账号', '不公开，不用来推销，加密保存'],
  optional: '不绑定也可以浏览、收藏；下单送货时才需要。',
}
