const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** `2026-11-25 10:20` in Shanghai, of an RFC 3339 instant. A fixed offset: phones may lack Intl's data. */
export function formatInstant(instant: string): string {
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')
}

/** `203.0.113.0/24` as people read it: `203.0.113.*`. Anything else stays as it is. */
export function formatPlace(place: string): string {
  return place.replace(/\.0\/24$/, '.*')
}
