import type { Clock } from '../clock'
import type { Config } from '../config'
import { SmsSandbox } from '../sandbox/sms'
import { aliyunSender } from './aliyun'
import type { SmsSender } from './sender'
import { tencentSender } from './tencent'

/** Who delivers one-time codes, by the settings; null when nobody does. Only the chosen provider's SDK is loaded. */
export async function openSms({ smsMode, sms }: Pick<Config, 'smsMode' | 'sms'>, clock: Clock): Promise<SmsSender | null> {
  if (smsMode === 'sandbox') return new SmsSandbox(clock)
  if (!sms) return null
  return sms.provider === 'tencent' ? tencentSender(sms) : aliyunSender(sms)
}
