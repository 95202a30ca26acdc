import type { Insertable, Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { newId } from '../../ids'
import type { NoticeTable } from './tables'

type Trx = Transaction<Database>

const NOTHING = {
  session_id: null,
  client: null,
  device: null,
  place: null,
  order_id: null,
  batch_id: null,
  product_id: null,
  from_cents: null,
  price_cents: null,
  expires_on: null,
  read_at: null,
} satisfies Partial<Insertable<NoticeTable>>

/** What a notice is about. `mayMessage`: the shopper has allowed one message in WeChat, which this notice spends. */
export type News = Pick<NoticeTable, 'user_id' | 'kind'> & Partial<Omit<NoticeTable, 'id' | 'user_id' | 'kind' | 'message' | 'next_try_at' | 'at' | 'read_at'>> & { mayMessage?: boolean }

export async function writeNotice(trx: Trx, now: number, { mayMessage = false, ...news }: News): Promise<void> {
  const at = new Date(now)
  await trx
    .insertInto('notice')
    .values({ id: newId(), ...NOTHING, ...news, at, message: mayMessage ? 'due' : 'none', next_try_at: mayMessage ? at : null })
    .execute()
}

/**
 * Whether the shop may tell this shopper something by itself: not whose account is closed, nor who took his consent back. It
 * stays so until the transaction ends. To be asked first: a notice waits for its user's row, and whoever has that row may
 * wait for what is taken here before.
 */
export async function mayTell(trx: Trx, userId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('user_account')
    .select('id')
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .where('consent_version', 'is not', null)
    .forKeyShare()
    .executeTakeFirst()
  return row !== undefined
}
