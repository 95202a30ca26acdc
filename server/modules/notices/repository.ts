import type { Kysely } from 'kysely'
import type { Notice } from '@contract/sessions'
import { daysBetween, todayInShanghai } from '@domain/calendarDay'
import type { Database } from '../../database/schema'
import type { Session } from '../identity/sessions'

const SHOWN = 20

/**
 * Newest first. A session never sees the notice about itself: to whoever just signed in it is no news, and a stranger
 * must not be able to read it away.
 */
export async function listNotices(db: Kysely<Database>, session: Session, { unreadOnly, now }: { unreadOnly: boolean; now: number }): Promise<Notice[]> {
  let query = db
    .selectFrom('notice as n')
    .leftJoin('shop_order as o', 'o.id', 'n.order_id')
    .leftJoin('order_line as l', (join) => join.onRef('l.order_id', '=', 'n.order_id').onRef('l.batch_id', '=', 'n.batch_id'))
    .selectAll('n')
    .select(['o.number', 'l.name', 'l.expires_on'])
    .where('n.user_id', '=', session.userId)
    .where((eb) => eb.or([eb('n.session_id', 'is', null), eb('n.session_id', '!=', session.id)]))
  if (unreadOnly) query = query.where('n.read_at', 'is', null)
  const rows = await query.orderBy('n.at', 'desc').orderBy('n.id', 'desc').limit(SHOWN).execute()
  const today = todayInShanghai(now)
  return rows.flatMap(({ id, kind, at, read_at, session_id, client, device, place, batch_id, number, name, expires_on }): Notice[] => {
    const news = { id, at: at.toISOString(), isRead: read_at !== null }
    if (kind === 'bestBefore') {
      if (batch_id === null || number === null || name === null || expires_on === null) return []
      return [{ ...news, kind, orderNumber: number, batchId: batch_id, name, expiresOn: expires_on, remainingDays: daysBetween(today, expires_on) }]
    }
    return client === null || device === null || place === null ? [] : [{ ...news, kind, sessionId: session_id, client, device, place }]
  })
}

/** False: there is no such notice for this session. Reading twice changes nothing. */
export async function markRead(db: Kysely<Database>, session: Session, id: string, now: number): Promise<boolean> {
  const row = await db
    .updateTable('notice')
    .set((eb) => ({ read_at: eb.fn.coalesce('read_at', eb.val(new Date(now))) }))
    .where('id', '=', id)
    .where('user_id', '=', session.userId)
    .where((eb) => eb.or([eb('session_id', 'is', null), eb('session_id', '!=', session.id)]))
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
