import { addDays, epochDay } from './calendarDay'
import { lastDaysWindow } from './shelfLife'

/** Reminders go out from this hour in Shanghai on: nobody is woken by a yoghurt. */
export const REMIND_FROM = '09:00'
/** From this hour on what can wait for the morning does. */
const QUIET_FROM = '21:00'

/** Whether `time` (`21:04` in Shanghai) is none to tell a shopper what can wait. */
export function isQuietTime(time: string): boolean {
  return time < REMIND_FROM || time >= QUIET_FROM
}

/**
 * The day on which to remind of a batch that is at home: the first of its last days (2 to 7 before the date, 1 for the
 * shortest shelf lives), as that is when the label turns. Goods that are bought near their date are in that window already:
 * then the eve of the date, then the date itself. Null when even that is not after `today`.
 */
export function reminderDay(today: string, { expiresOn, shelfLifeDays }: { expiresOn: string; shelfLifeDays: number }): string | null {
  const days = [lastDaysWindow(shelfLifeDays), 1, 0].map((before) => addDays(expiresOn, -before))
  return days.find((day) => epochDay(day) > epochDay(today)) ?? null
}
