import type { DateReminder } from '@contract/dates'
import { todayInShanghai } from '@domain/calendarDay'
import { reminderDay } from '@domain/reminder'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import type { ExpiryReminderTable } from './tables'

type Db = Kysely<Database>

interface Line {
  order_id: string
  batch_id: string
  expires_on: string
  shelf_life_days: number
}

/** What a line says of its reminder. `today` in Shanghai. Null: it is too late for one. */
export function presentReminder(today: string, line: Line, kept: Pick<ExpiryReminderTable, 'status' | 'remind_on'> | null): DateReminder | null {
  if (kept?.status === 'waiting') return { on: kept.remind_on, status: 'set' }
  if (kept?.status === 'sent') return { on: kept.remind_on, status: 'sent' }
  const on = reminderDay(today, { expiresOn: line.expires_on, shelfLifeDays: line.shelf_life_days })
  return on === null ? null : { on, status: 'off' }
}

/**
 * Sets the reminder of a line. Again changes nothing, but that a message granted since counts; one that went out stays.
 * Throws `reminder_too_late`.
 */
export async function setReminder(db: Db, line: Line, { now, mayMessage }: { now: number; mayMessage: boolean }): Promise<DateReminder> {
  const today = todayInShanghai(now)
  const on = reminderDay(today, { expiresOn: line.expires_on, shelfLifeDays: line.shelf_life_days })
  const known = await findReminder(db, line)
  if (on === null && known?.status !== 'waiting' && known?.status !== 'sent') throw problem('reminder_too_late')
  if (on !== null) {
    await db
      .insertInto('expiry_reminder')
      .values({ order_id: line.order_id, batch_id: line.batch_id, remind_on: on, status: 'waiting', message: mayMessage ? 'granted' : 'none', created_at: new Date(now), sent_at: null })
      .onConflict((oc) => oc.columns(['order_id', 'batch_id']).doNothing())
      .execute()
  }
  if (mayMessage) await waiting(db, line).set({ message: 'granted' }).execute()
  const kept = await findReminder(db, line)
  const reminder = kept && presentReminder(today, line, kept)
  if (!reminder) throw problem('reminder_too_late')
  return reminder
}

/** Takes the wish back. Done as well where there is none, and where it went out already. */
export async function dropReminder(db: Db, line: Line): Promise<void> {
  await db.deleteFrom('expiry_reminder').where('order_id', '=', line.order_id).where('batch_id', '=', line.batch_id).where('status', '=', 'waiting').execute()
}

function waiting(db: Db, line: Line) {
  return db.updateTable('expiry_reminder').where('order_id', '=', line.order_id).where('batch_id', '=', line.batch_id).where('status', '=', 'waiting')
}

async function findReminder(db: Db, line: Line): Promise<Pick<ExpiryReminderTable, 'status' | 'remind_on'> | null> {
  const row = await db.selectFrom('expiry_reminder').select(['status', 'remind_on']).where('order_id', '=', line.order_id).where('batch_id', '=', line.batch_id).executeTakeFirst()
  return row ?? null
}
