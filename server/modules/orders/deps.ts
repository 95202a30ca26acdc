import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock'
import type { Cursors } from '../../cursor'
import type { Database } from '../../database/schema'
import type { Vault } from '../../security/vault'
import type { WechatClient } from '../../wechat/client'
import type { MessageTemplates } from '../../wechat/templates'
import type { PaymentProvider } from '../payments/provider'

/** What orders and payments work with. */
export interface OrderDeps {
  db: Kysely<Database>
  clock: Clock
  log: FastifyBaseLogger
  vault: Vault
  cursors: Cursors
  wechat: Pick<WechatClient, 'appId' | 'exchangeLoginCode' | 'uploadShippingInfo' | 'sendSubscribeMessage'>
  /** Null: nobody takes payments here. */
  payments: PaymentProvider | null
  /** App id of the official account whose openids pay in WeChat's own browser; null: not there. */
  browserAppId: string | null
  /** What WeChat tells shoppers of, beside the notices in the app. */
  messages: MessageTemplates
}

/** What the merchant's command line has: it reaches neither WeChat nor the payment service; the running shop does the rest. */
export interface BackOfficeDeps extends Pick<OrderDeps, 'db' | 'clock' | 'vault'> {
  /** The mini-program. */
  wechat: Pick<OrderDeps['wechat'], 'appId'>
}
