import type { ClientKind } from '../identity/client'

/** What a shopper should know of, on every device but the one that it tells of. */
export interface NoticeTable {
  id: string
  user_id: string
  kind: 'newSignIn'
  session_id: string | null
  client: ClientKind
  device: string
  place: string
  at: Date
  read_at: Date | null
}

export interface NoticeTables {
  notice: NoticeTable
}
