import type { ClientKind } from '../identity/client'

/** What a shopper should know of, on every device but the one that it tells of. */
export interface NoticeTable {
  id: string
  user_id: string
  kind: 'newSignIn' | 'bestBefore'
  session_id: string | null
  /** Where a session began; null in a notice of another kind. */
  client: ClientKind | null
  device: string | null
  place: string | null
  /** The line at home that comes to its date. */
  order_id: string | null
  batch_id: string | null
  at: Date
  read_at: Date | null
}

export interface NoticeTables {
  notice: NoticeTable
}
