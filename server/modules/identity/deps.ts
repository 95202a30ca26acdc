import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type { WebWay } from '@contract/webSignIn'
import type { Clock } from '../../clock'
import type { Database } from '../../database/schema'
import type { Vault } from '../../security/vault'
import type { SmsSender } from '../../sms/sender'
import type { WechatClient } from '../../wechat/client'
import type { WechatWebClient } from '../../wechat/webClient'
import type { Sessions } from './sessions'

/** What the services of this module work with. */
export interface IdentityDeps {
  db: Kysely<Database>
  clock: Clock
  log: FastifyBaseLogger
  vault: Vault
  sessions: Sessions
  wechat: WechatClient
  /** Sign-in on WeChat's own pages. Null: the shop has no such app at WeChat. */
  wechatWeb: Record<WebWay, WechatWebClient | null>
  /** Origin of the shop, for the way back from there. */
  publicUrl: string
  /** Null: nobody delivers messages here. */
  sms: SmsSender | null
  /** Ask WeChat whether it encrypted what decrypted well. Costs a call for each legacy authorization. */
  checksMessages: boolean
  /** WeChat's stand-in is behind `wechat`: DevTools' tourist code may come again and again. */
  takesTouristCode: boolean
}
