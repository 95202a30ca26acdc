import { addDays } from '../../domain/calendarDay'
import { reminderDay } from '../../domain/reminder'

const TODAY = '2026-11-22'

test.each([
  // Shelf life, days left today, days before the date on which the reminder comes.
  [365, 60, 7],
  [365, 8, 7],
  [365, 7, 1],
  [365, 2, 1],
  [365, 1, 0],
  [120, 30, 5],
  [60, 30, 4],
  [20, 10, 2],
  [7, 5, 1],
  [1, 2, 1],
])('shelf life %i, %i days left: %i days before the date', (shelfLifeDays, left, before) => {
  const expiresOn = addDays(TODAY, left)
  expect(reminderDay(TODAY, { expiresOn, shelfLifeDays })).toBe(addDays(expiresOn, -before))
})

test.each([0, -1])('%i days left: too late', (left) => {
  expect(reminderDay(TODAY, { expiresOn: addDays(TODAY, left), shelfLifeDays: 365 })).toBeNull()
})
