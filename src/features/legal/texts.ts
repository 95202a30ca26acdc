import { CONSENT_VERSION } from '@contract/limits'

export const texts = {
  version: `版本 ${CONSENT_VERSION}`,
  summary: '先看要点',
  why: '用途',
  kept: '保存多久',
  toPrivacy: '看《隐私政策》',
  toAgreement: '看《用户协议》',
}
