import { createCipheriv, randomBytes, randomUUID } from 'node:crypto'
import type { Clock } from '../../clock'
import { shanghaiTime } from '../../wechat/shanghaiTime'
import { newNonce, signLines } from '../../wechatPay/signature'
import type { PayKeys } from './keys'
import type { StandInRefund, StandInTrade } from './state'

export const PLATFORM_KEY_ID = 'PUB_KEY_ID_0000000000000000000000000001'

export interface StandInNotice {
  url: string
  headers: Record<string, string>
  body: string
}

/** Headers that make `body` WeChat's. */
export function signedHeaders(keys: PayKeys, clock: Clock, body: string): Record<string, string> {
  const timestamp = String(Math.floor(clock.now() / 1000))
  const nonce = newNonce()
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': PLATFORM_KEY_ID,
    'wechatpay-signature': signLines(keys.platform.privateKey, [timestamp, nonce, body]),
  }
}

export function paymentNotice(keys: PayKeys, clock: Clock, mchId: string, trade: StandInTrade): StandInNotice {
  return notice(keys, clock, trade.notifyUrl, 'TRANSACTION.SUCCESS', 'transaction', tradeContent(mchId, trade))
}

export function refundNotice(keys: PayKeys, clock: Clock, mchId: string, refund: StandInRefund): StandInNotice {
  return notice(keys, clock, refund.notifyUrl, `REFUND.${refund.status}`, 'refund', {
    mchid: mchId,
    out_trade_no: refund.tradeNo,
    out_refund_no: refund.refundNo,
    refund_id: refund.refundId,
    refund_status: refund.status,
    ...(refund.status === 'SUCCESS' ? { success_time: shanghaiTime(clock.now()) } : {}),
  })
}

/** As `query` answers it, and as the notice holds it. */
export function tradeContent(mchId: string, trade: StandInTrade): Record<string, unknown> {
  return {
    mchid: mchId,
    appid: trade.appId,
    out_trade_no: trade.tradeNo,
    trade_type: trade.type,
    trade_state: trade.status,
    trade_state_desc: trade.status,
    ...(trade.transactionId === null || trade.paidAt === null
      ? {}
      : {
          transaction_id: trade.transactionId,
          success_time: shanghaiTime(trade.paidAt),
          bank_type: 'OTHERS',
          payer: { openid: trade.openid ?? '' },
          amount: { total: trade.totalCents, payer_total: trade.totalCents, currency: 'CNY', payer_currency: 'CNY' },
        }),
  }
}

function notice(keys: PayKeys, clock: Clock, url: string, event: string, type: string, content: object): StandInNotice {
  const body = JSON.stringify({
    id: randomUUID(),
    create_time: shanghaiTime(clock.now()),
    event_type: event,
    resource_type: 'encrypt-resource',
    summary: event,
    resource: { original_type: type, ...seal(keys.apiV3Key, type, JSON.stringify(content)) },
  })
  return { url, body, headers: { 'content-type': 'application/json', ...signedHeaders(keys, clock, body) } }
}

function seal(key: Buffer, associated: string, text: string) {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(nonce)).setAAD(Buffer.from(associated))
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce, associated_data: associated }
}
