import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { LostRace } from '../../database/transaction'
import { problem } from '../../errors'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

export const RESEND_INTERVAL_MS = MINUTE_MS
export const SENDS_PER_HOUR = 5
export const SENDS_PER_DAY = 10
export const FAILURES_PER_DAY = 10
/** Wide, since a whole campus may share one address; a pump for paid messages is still stopped. */
export const SENDS_PER_PLACE_AND_HOUR = 60
/** What the shop is ready to pay for in an hour, whatever happens. */
export const SENDS_PER_HOUR_IN_ALL = 2_000

type Trx = Transaction<Database>

/**
 * Takes the number's row for the rest of the transaction and answers the guesses that failed in the last day.
 * The row is made for any number, known or not: its presence says nothing.
 */
export async function lockNumber(trx: Trx, phoneMark: string, now: number): Promise<{ failures: number; failuresEndAt: number }> {
  await trx
    .insertInto('sms_number')
    .values({ phone_mark: phoneMark, failures: 0, failures_since: new Date(now) })
    .onConflict((oc) => oc.column('phone_mark').doNothing())
    .execute()
  const row = await trx.selectFrom('sms_number').selectAll().where('phone_mark', '=', phoneMark).forUpdate().executeTakeFirst()
  // Swept or erased between the two statements.
  if (!row) throw new LostRace()
  const endsAt = row.failures_since.getTime() + DAY_MS
  return now < endsAt ? { failures: row.failures, failuresEndAt: endsAt } : { failures: 0, failuresEndAt: now + DAY_MS }
}

/** Call with the number locked. */
export async function countFailure(trx: Trx, phoneMark: string, failuresSoFar: number, now: number): Promise<void> {
  await trx
    .updateTable('sms_number')
    .set({ failures: failuresSoFar + 1, ...(failuresSoFar === 0 ? { failures_since: new Date(now) } : {}) })
    .where('phone_mark', '=', phoneMark)
    .execute()
}

/** Throws `sms_too_soon` with the seconds to wait. Call with the number locked. */
export async function checkSendsToNumber(trx: Trx, phoneMark: string, now: number): Promise<void> {
  const rows = await trx
    .selectFrom('sms_code')
    .select('created_at')
    .where('phone_mark', '=', phoneMark)
    .where('created_at', '>', new Date(now - DAY_MS))
    .orderBy('created_at', 'desc')
    .limit(SENDS_PER_DAY)
    .execute()
  const sentAt = rows.map((row) => row.created_at.getTime())
  const freeAt = Math.max(
    windowEnd(sentAt, 1, RESEND_INTERVAL_MS),
    windowEnd(sentAt, SENDS_PER_HOUR, HOUR_MS),
    windowEnd(sentAt, SENDS_PER_DAY, DAY_MS),
  )
  if (freeAt > now) throw problem('sms_too_soon', { retryAfterSeconds: Math.ceil((freeAt - now) / 1000) })
}

/** Throws `rate_limited` when this network, or everybody together, has asked for too many messages this hour. */
export async function checkBudgets(trx: Trx, placeMark: string, now: number): Promise<void> {
  const since = new Date(now - HOUR_MS)
  // The inner limit bounds what is counted: a budget must not become slow at the moment it is needed.
  const recent = trx.selectFrom('sms_code').select('id').where('created_at', '>', since)
  const ofPlace = recent.where('place_mark', '=', placeMark).limit(SENDS_PER_PLACE_AND_HOUR)
  const ofAll = recent.limit(SENDS_PER_HOUR_IN_ALL)
  const { place, all } = await trx
    .selectNoFrom((eb) => [
      eb.selectFrom(ofPlace.as('p')).select(eb.fn.countAll<number>().as('n')).as('place'),
      eb.selectFrom(ofAll.as('a')).select(eb.fn.countAll<number>().as('n')).as('all'),
    ])
    .executeTakeFirstOrThrow()
  if (Number(place) >= SENDS_PER_PLACE_AND_HOUR || Number(all) >= SENDS_PER_HOUR_IN_ALL) throw problem('rate_limited', { retryAfterSeconds: 600 })
}

/** When the `count`-th latest send leaves the window; 0 with fewer sends. `sentAt` is newest first. */
function windowEnd(sentAt: number[], count: number, windowMs: number): number {
  const edge = sentAt[count - 1]
  return edge === undefined ? 0 : edge + windowMs
}
