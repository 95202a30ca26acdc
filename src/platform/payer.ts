import Taro from '@tarojs/taro'
import { ApiFailure } from '@/api/apiError'
import type { Payer } from './platform'

/** WeChat Pay over the mini-program. */
export const payer: Payer = {
  channel: 'weapp',
  async pay(started) {
    if (started.channel !== 'weapp') throw unsupported()
    const { timeStamp, nonceStr, package: prepay, signType, paySign } = started.jsapi
    try {
      await Taro.requestPayment({ timeStamp, nonceStr, package: prepay, signType, paySign })
      return 'back'
    } catch (thrown) {
      if (/cancel/i.test(messageOf(thrown))) return 'cancelled'
      throw unsupported()
    }
  },
}

function messageOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'errMsg' in thrown ? String(thrown.errMsg) : ''
}

function unsupported(): ApiFailure {
  return new ApiFailure({ kind: 'unsupported', retryable: false })
}
