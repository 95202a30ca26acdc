import type { Kysely } from 'kysely'
import type { Notice } from '@contract/sessions'
import { daysBetween, todayInShanghai } from '@domain/calendarDay'
import { carrierName } from '@domain/carriers'
import type { Database } from '../../database/schema'
import type { Session } from '../identity/sessions'

const SHOWN = 20

/** Notices beside what they are about, as it is named: all null where it is gone, or where they are about something else. */
export function noticesInWords(db: Kysely<Database>) {
  return db
    .selectFrom('notice as n')
    .leftJoin('shop_order as o', 'o.id', 'n.order_id')
    .leftJoin('order_line as l', (join) => join.onRef('l.order_id', '=', 'n.order_id').onRef('l.batch_id', '=', 'n.batch_id'))
    .leftJoin('product as p', 'p.id', 'n.product_id')
    .select(['o.number', 'o.carrier', 'l.name as line_name', 'l.expires_on as line_expires_on', 'p.name as product_name'])
}

type NoticeRow = Awaited<ReturnType<ReturnType<typeof selectAll>['execute']>>[number]

function selectAll(db: Kysely<Database>) {
  return noticesInWords(db).selectAll('n')
}

/**
 * Newest first. A session never sees the notice about itself: to whoever just signed in it is no news, and a stranger
 * must not be able to read it away.
 */
export async function listNotices(db: Kysely<Database>, session: Session, { unreadOnly, now }: { unreadOnly: boolean; now: number }): Promise<Notice[]> {
  let query = selectAll(db)
    .where('n.user_id', '=', session.userId)
    .where((eb) => eb.or([eb('n.session_id', 'is', null), eb('n.session_id', '!=', session.id)]))
  if (unreadOnly) query = query.where('n.read_at', 'is', null)
  const rows = await query.orderBy('n.at', 'desc').orderBy('n.id', 'desc').limit(SHOWN).execute()
  const today = todayInShanghai(now)
  return rows.map((row) => presentNotice(row, today)).filter((notice) => notice !== null)
}

/** Null: what it is about is gone. `today` in Shanghai. */
function presentNotice(row: NoticeRow, today: string): Notice | null {
  const news = { id: row.id, at: row.at.toISOString(), isRead: row.read_at !== null }
  switch (row.kind) {
    case 'newSignIn': {
      const { kind, session_id: sessionId, client, device, place } = row
      return client === null || device === null || place === null ? null : { ...news, kind, sessionId, client, device, place }
    }
    case 'bestBefore': {
      const { kind, batch_id: batchId, number, line_name: name, line_expires_on: expiresOn } = row
      if (batchId === null || number === null || name === null || expiresOn === null) return null
      return { ...news, kind, orderNumber: number, batchId, name, expiresOn, remainingDays: daysBetween(today, expiresOn) }
    }
    case 'shipped': {
      const { kind, number, carrier } = row
      return number === null || carrier === null ? null : { ...news, kind, orderNumber: number, carrier: carrierName(carrier) }
    }
    case 'backInStock':
    case 'priceFell':
    case 'lastDays': {
      const { kind, product_id: productId, product_name: name, from_cents: fromCents, price_cents: priceCents, expires_on: expiresOn } = row
      if (productId === null || name === null || priceCents === null || expiresOn === null) return null
      return { ...news, kind, productId, name, fromCents, priceCents, expiresOn, remainingDays: daysBetween(today, expiresOn) }
    }
  }
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
