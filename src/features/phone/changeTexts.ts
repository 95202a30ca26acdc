/** Of the page where a number is changed. */
export const texts = {
  title: '更换手机号',
  why: '换了号码，就用新号码登录和收货联系。',
  current: (phone: string) => `现在的号码是 ${phone}。换好以后它不再和这个账号有关。`,
  newNumber: '填写新号码',
  byWechat: '用微信绑定的手机号',
  bySms: '用其他手机号',
  submit: '换成这个号码',
  done: '手机号已更换',
  missing: '还没有手机号',
  missingText: '先绑定一个，就在上一页。',
}
