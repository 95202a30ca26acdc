import { maskMobileNumber } from '@domain/phone'

export const texts = {
  phone: '手机号',
  phoneHint: '11 位手机号',
  phoneWrong: '请填写 11 位手机号',
  code: '验证码',
  codeHint: '6 位数字',
  codeWrong: '请填写 6 位验证码',
  codeMissing: '请先获取验证码',
  send: '获取验证码',
  resend: '重新获取',
  resendIn: (seconds: number) => `${seconds} 秒后重发`,
  sentTo: (phone: string) => `验证码已发到 ${maskMobileNumber(phone)}`,
}
