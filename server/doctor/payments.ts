import { failureName } from '../failureName'
import { PaymentFailure } from '../modules/payments/provider'
import { createWechatPay } from '../wechatPay/provider'
import type { DoctorContext } from './context'
import { findingsAbout, type Finding } from './finding'

/** No payment carries this number: WeChat looks at merchant, serial and signature first, and only then for it. */
const NO_TRADE = 'doctorasksfornotrade'

/** What WeChat Pay's word means for the operator. */
const ADVICE: Record<string, string> = {
  SIGN_ERROR: 'WECHAT_PAY_PRIVATE_KEY_FILE and WECHAT_PAY_SERIAL do not belong together, or not to WECHAT_PAY_MCHID: download the merchant certificate anew and set all three from it.',
  NO_AUTH: 'The merchant account has no right to this product. The console says which are open: Product centre.',
  PARAM_ERROR: 'WECHAT_PAY_MCHID is not a merchant number that WeChat knows.',
  MCH_NOT_EXISTS: 'WECHAT_PAY_MCHID is not a merchant number that WeChat knows.',
}

/** Who takes payments, and whether WeChat Pay takes our word: by asking for a payment that does not exist. */
export async function checkPayments({ config, clock }: DoctorContext): Promise<Finding[]> {
  const { ok, warning, fault } = findingsAbout('payments')
  const { mode, wechat } = config.pay
  if (mode === 'off') return [warning('Nobody takes payments: orders can be placed and not paid.', 'Set PAY_MODE=wechat and the merchant account.')]
  if (wechat === null) return [ok("WeChat Pay's stand-in takes payments; no money moves.")]
  try {
    await createWechatPay({ settings: wechat, clock, notifyUrl: config.publicUrl }).query(NO_TRADE)
    return [ok('WeChat Pay takes merchant number, serial and private key. Its own keys are tried by the first real answer alone.')]
  } catch (error) {
    if (!(error instanceof PaymentFailure)) throw error
    if (error.code === null) return [fault(`WeChat Pay gave no answer that could be used (${failureName(error)}).`, 'This machine needs a way out to api.mch.weixin.qq.com, port 443: run this again, then check DNS, firewall and proxy.')]
    return [fault(`WeChat Pay refuses this shop (${error.code}).`, ADVICE[error.code] ?? `Look up ${error.code} in WeChat Pay's list of codes.`)]
  }
}
