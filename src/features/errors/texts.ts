import type { ProblemCode } from '@contract/problemCodes'

const problems = {
  session_ended_elsewhere: '这台设备的登录已被退出，请重新登录',
  wechat_code_invalid: '微信登录没有成功，请再点一次',
  sms_code_invalid: '验证码不对或已过期，请核对或重新获取',
  wechat_high_risk: '微信暂不允许这个账号登录，可以改用手机验证码',
  phone_decrypt_failed: '手机号没有取到，请再点一次或用验证码',
  invalid_request: '填写的内容不正确，请检查后再试',
  consent_required: '请先阅读并勾选同意',
  sign_in_state_invalid: '刚才的登录没有完成，请再试一次',
  wechat_refused: '没有授权也没关系：微信登录只用来认出你。想继续的话，可以再试一次，或用手机验证码。',
  wechat_snapshot_user: '现在看到的是预览页，还不能登录。请点击右下角“使用完整服务”，再来登录。',
} satisfies Partial<Record<ProblemCode, string>>

export const texts = {
  network: '网络断开了，连上后再试一次',
  timeout: '网络太慢，没等到回应，请再试一次',
  aborted: '没有完成，请再试一次',
  server: '服务出了点问题，请稍后再试',
  expired: '登录已过期，请重新登录',
  missing: '请先登录',
  unsupported: '这台手机暂时不能用微信登录，请用手机验证码',
  refused: '你没有同意授权',
  waitFor: (seconds: number) => `操作太频繁，请 ${formatWait(seconds)}后再试`,
  problems: problems as Partial<Record<ProblemCode, string>> & typeof problems,
}

function formatWait(seconds: number): string {
  return seconds < 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`
}
