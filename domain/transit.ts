import { DEFAULT_TRANSIT_DAYS } from './shelfLife'

/**
 * Days that a parcel travels from the warehouse in Shanghai, by the first two digits of the region code (GB/T 2260).
 * A province that is not here takes `DEFAULT_TRANSIT_DAYS`. An operator who ships from elsewhere changes this table.
 */
const DAYS_BY_PROVINCE: Record<string, number> = {
  '31': 1, '32': 1, '33': 1, '34': 1,
  '15': 4, '21': 3, '22': 3, '23': 4,
  '45': 3, '46': 4, '50': 3, '51': 3, '52': 3, '53': 4,
  '62': 4, '63': 5, '64': 4, '65': 6, '54': 7,
  '71': 7, '81': 5, '82': 5,
}

/** Days on the way to a district; without one, what most places take. An operator's table: an app asks the server for it. */
export function transitDaysTo(regionCode: string | null): number {
  return DAYS_BY_PROVINCE[regionCode?.slice(0, 2) ?? ''] ?? DEFAULT_TRANSIT_DAYS
}

/** Days that are left at the door, about; negative for a parcel that would come after the date. */
export function daysOnArrival(remainingDays: number, transitDays: number): number {
  return remainingDays - transitDays
}
