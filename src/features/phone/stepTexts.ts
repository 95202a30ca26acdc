/** The step in which a number is proved. */
export const texts = {
  byWechat: '用微信绑定的手机号',
  bySms: '用其他手机号',
  verify: '验证',
  oneTap: {
    refused: '没有授权也没关系：手机号只用来联系送货和找回账号。想继续的话，可以用短信验证码。',
    exhausted: '微信手机号服务暂时用不了，请用短信验证码。',
    failed: '没能从微信取到手机号，请用短信验证码。',
    taken: '微信绑定的手机号已属于另一个账号。可以换一个号码，或登录那个账号。',
  },
  takenTitle: '这个手机号已属于另一个账号',
  takenText: '不会自动合并。可以换一个号码；如果两个账号都是你的，可以合并；也可以用验证码登录那个账号。',
  otherNumber: '换一个号码',
  joinBoth: '合并两个账号',
  thatAccount: '登录那个账号',
}
