import type { FastifyInstance } from 'fastify'
import type { DatedLine, DatePage, DateQuery, DateReminder, ReminderInput } from '@contract/dates'
import { EXPIRED_SHOWN_DAYS } from '@contract/limits'
import { addDays, todayInShanghai } from '@domain/calendarDay'
import { shelfLifeOn } from '@domain/shelfLife'
import { problem } from '../../errors'
import { canonicalNumber } from '../orders/read'
import { pictureOf } from '../pictures/present'
import { dropReminder, presentReminder, setReminder } from './reminders'
import { deleteFinished, findDate, insertFinished, listDates, type DatePosition, type DateRow } from './repository'

export type DateDeps = Pick<FastifyInstance, 'db' | 'clock' | 'cursors' | 'config'>

/** A line as its address names it. */
export interface LineName {
  number: string
  batchId: string
}

const DEFAULT_LIMIT = 20

/** Where a page ended: among the good ones or the expired ones, and on which day the list was begun. */
interface Place extends DatePosition {
  today: string
  part: Part
}
type Part = 'good' | 'expired'

/** One page of what the shopper has at home, at most two queries. */
export async function listOwnDates(deps: DateDeps, userId: string, { cursor, limit = DEFAULT_LIMIT }: DateQuery): Promise<DatePage> {
  const scope = `dates/${userId}`
  const now = todayInShanghai(deps.clock.now())
  const place = cursor === undefined ? null : toPlace(deps.cursors.open(scope, cursor))
  // Midnight between two pages moves nothing from one part to the other: a line would come twice, or never.
  const today = place?.today ?? now
  const after = (part: Part) => (place?.part === part ? place : null)
  const rows: { row: DateRow; part: Part }[] = []
  const add = (part: Part, found: DateRow[]) => rows.push(...found.map((row) => ({ row, part })))

  // One more than asked for tells whether there is another page.
  if (place?.part !== 'expired') add('good', await listDates(deps.db, { userId, from: today, before: null, after: after('good'), limit: limit + 1 }))
  if (rows.length <= limit) {
    const oldest = addDays(today, -EXPIRED_SHOWN_DAYS)
    add('expired', await listDates(deps.db, { userId, from: oldest, before: today, after: after('expired'), limit: limit + 1 - rows.length }, { latestFirst: true }))
  }

  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map(({ row }) => presentDate(row, now)),
    nextCursor: last ? deps.cursors.seal(scope, [today, last.part, last.row.expires_on, last.row.order_id, last.row.position]) : null,
    messageTemplateId: deps.config.wechat.reminders?.templateId ?? null,
  }
}

/** Takes a line off the list. Doing it again changes nothing. Throws `not_found`, also for another shopper's. */
export async function finishLine(deps: DateDeps, userId: string, name: LineName): Promise<void> {
  await insertFinished(deps.db, await mustFindDate(deps, userId, name), new Date(deps.clock.now()))
}

/** Puts it back. Done as well when it was never taken off. */
export async function bringBackLine(deps: DateDeps, userId: string, name: LineName): Promise<void> {
  await deleteFinished(deps.db, await mustFindDate(deps, userId, name))
}

/** Reminds of a line before its date. Throws `reminder_too_late`, and `not_found` as above. */
export async function remindOfLine(deps: DateDeps, userId: string, name: LineName, { message }: ReminderInput): Promise<DateReminder> {
  const mayMessage = message && deps.config.wechat.reminders !== null
  return setReminder(deps.db, await mustFindDate(deps, userId, name), { now: deps.clock.now(), mayMessage })
}

/** Takes that wish back. Done as well where there is none. */
export async function remindNoMore(deps: DateDeps, userId: string, name: LineName): Promise<void> {
  await dropReminder(deps.db, await mustFindDate(deps, userId, name))
}

async function mustFindDate(deps: DateDeps, userId: string, { number, batchId }: LineName) {
  const line = await findDate(deps.db, userId, canonicalNumber(number), batchId)
  if (!line) throw problem('not_found')
  return line
}

/** `today` in Shanghai: days left are counted to it. */
function presentDate(row: DateRow, today: string): DatedLine {
  const { remainingDays, freshness } = shelfLifeOn(today, { expiresOn: row.expires_on, shelfLifeDays: row.shelf_life_days })
  return {
    orderNumber: row.number,
    batchId: row.batch_id,
    batchCode: row.batch_code,
    productId: row.product_id,
    name: row.name,
    spec: row.spec,
    picture: pictureOf(row.icon, row.tint, row.name),
    quantity: row.quantity,
    productionDate: row.production_date,
    shelfLifeDays: row.shelf_life_days,
    expiresOn: row.expires_on,
    remainingDays,
    freshness,
    reminder: presentReminder(today, row, row.reminder_status !== null && row.remind_on !== null ? { status: row.reminder_status, remind_on: row.remind_on } : null),
  }
}

function toPlace([today = '', part = '', expiresOn = '', orderId = '', line = 0]: (string | number)[]): Place {
  return { today: String(today), part: part === 'expired' ? 'expired' : 'good', expiresOn: String(expiresOn), orderId: String(orderId), line: Number(line) }
}
