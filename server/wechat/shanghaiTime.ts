const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** An instant (ms) as WeChat writes it: RFC 3339 with the offset of Shanghai, to the second. */
export function shanghaiTime(ms: number): string {
  return `${new Date(ms + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19)}+08:00`
}
