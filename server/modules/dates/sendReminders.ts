import { timeInShanghai, todayInShanghai } from '@domain/calendarDay'
import { REMIND_FROM } from '@domain/reminder'
import { inTransaction } from '../../database/transaction'
import { mayTell, writeNotice } from '../notices/write'
import type { OrderDeps } from '../orders/deps'
import { isAtHome } from './repository'

const AT_ONCE = 200

/**
 * Reminders whose day has come, also those of days on which the shop was closed, as long as the date is not past. Each goes
 * out once, whatever the number of instances: whoever moves the row writes the notice in the same transaction.
 */
export async function sendDueReminders(deps: OrderDeps): Promise<void> {
  const now = deps.clock.now()
  const today = todayInShanghai(now)
  await giveUpPast(deps, today)
  if (timeInShanghai(now) < REMIND_FROM) return
  for (const due of await findDue(deps, today)) {
    await inTransaction(deps.db, async (trx) => {
      if (!(await mayTell(trx, due.user_id))) return
      const taken = await trx
        .updateTable('expiry_reminder')
        .set({ status: 'sent', sent_at: new Date(now) })
        .where('order_id', '=', due.order_id)
        .where('batch_id', '=', due.batch_id)
        .where('status', '=', 'waiting')
        .returning('message')
        .executeTakeFirst()
      if (taken) await writeNotice(trx, now, { ...due, kind: 'bestBefore', mayMessage: taken.message === 'granted' })
    })
  }
}

/**
 * Not what is on its way back (it may stay after all, and is told then), was eaten, or belongs to an account that is closed
 * or whose owner took his consent back.
 */
async function findDue({ db }: OrderDeps, today: string): Promise<{ order_id: string; batch_id: string; user_id: string }[]> {
  return db
    .selectFrom('expiry_reminder as r')
    .innerJoin('shop_order as o', 'o.id', 'r.order_id')
    .innerJoin('user_account as u', 'u.id', 'o.user_id')
    .innerJoin('order_line as l', (join) => join.onRef('l.order_id', '=', 'r.order_id').onRef('l.batch_id', '=', 'r.batch_id'))
    .leftJoin('finished_line as f', (join) => join.onRef('f.order_id', '=', 'r.order_id').onRef('f.batch_id', '=', 'r.batch_id'))
    .select(['r.order_id', 'r.batch_id', 'u.id as user_id'])
    .where('r.status', '=', 'waiting')
    .where('r.remind_on', '<=', today)
    .where('l.expires_on', '>=', today)
    .where(isAtHome)
    .where('u.status', '=', 'active')
    .where('u.consent_version', 'is not', null)
    .where('f.order_id', 'is', null)
    .orderBy('r.remind_on')
    .limit(AT_ONCE)
    .execute()
}

/** Past its date there is nothing to be in time for. */
async function giveUpPast({ db }: OrderDeps, today: string): Promise<void> {
  await db
    .updateTable('expiry_reminder as r')
    .set({ status: 'missed' })
    .where('r.status', '=', 'waiting')
    .where('r.remind_on', '<', today)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('order_line as l')
          .select('l.order_id')
          .whereRef('l.order_id', '=', 'r.order_id')
          .whereRef('l.batch_id', '=', 'r.batch_id')
          .where('l.expires_on', '<', today),
      ),
    )
    .execute()
}
