import type { AlertKind } from '@domain/alert'
import type { Generated } from 'kysely'
import type { MessageOutcome } from '../../wechat/subscribeMessage'
import type { ClientKind } from '../identity/client'

/** What a shopper should know of, on every device but the one that it tells of. */
export interface NoticeTable {
  id: string
  user_id: string
  kind: 'newSignIn' | 'bestBefore' | 'shipped' | AlertKind
  session_id: string | null
  /** Where a session began; null in a notice of another kind. */
  client: ClientKind | null
  device: string | null
  place: string | null
  /** The line at home that comes to its date; of an order that is on its way, its first. */
  order_id: string | null
  batch_id: string | null
  /** The favourite, and what is offered of it as the notice is written. */
  product_id: string | null
  /** What it cost before, in cents; null unless the price fell. */
  from_cents: number | null
  price_cents: number | null
  /** Day in Shanghai. */
  expires_on: string | null
  at: Date
  read_at: Date | null
  /**
   * The message in WeChat beside it. `sending` is written before the call and stays when the process dies in it, as good as
   * `unsure`: it may have arrived, and is not repeated.
   */
  message: Generated<'none' | 'due' | 'sending' | MessageOutcome>
  next_try_at: Date | null
}

export interface NoticeTables {
  notice: NoticeTable
}
