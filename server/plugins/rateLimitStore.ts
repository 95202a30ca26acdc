import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import type { Redis } from 'ioredis'
import type { Clock } from '../clock'

const PREFIX = 'shop-rate-limit-'
/** Callers that are counted in memory at once; beyond, the oldest is forgotten. */
const MAX_CALLERS = 10_000

interface Count {
  current: number
  /** Milliseconds until the count starts afresh. */
  ttl: number
}

/**
 * Counts that all instances share, in Redis. While Redis is away each instance counts in its own memory: limits are
 * then a little wider (by the number of instances), but they hold, and no request waits or fails for Redis.
 */
export function sharedStore(redis: Redis, clock: Clock): FastifyRateLimitStoreCtor {
  return class extends SharedStore {
    constructor() {
      super(redis, clock, PREFIX)
    }
  }
}

/** The plugin hands over more than its types say. */
type RouteParams = Parameters<FastifyRateLimitStore['child']>[0] & { routeInfo?: { method?: string | string[]; url?: string } }

class SharedStore implements FastifyRateLimitStore {
  private readonly memory: MemoryCounts

  constructor(
    private readonly redis: Redis,
    private readonly clock: Clock,
    private readonly prefix: string,
  ) {
    this.memory = new MemoryCounts(clock)
  }

  incr(key: string, callback: (error: Error | null, result?: Count) => void, timeWindow: number): void {
    this.count(key, timeWindow).then(
      (count) => callback(null, count),
      () => callback(null, this.memory.count(key, timeWindow)),
    )
  }

  /** Counters of one route. */
  child({ routeInfo }: RouteParams): FastifyRateLimitStore {
    return new SharedStore(this.redis, this.clock, `${this.prefix}${[routeInfo?.method ?? ''].flat().join()}${routeInfo?.url ?? ''}-`)
  }

  private async count(key: string, timeWindow: number): Promise<Count> {
    const name = `${this.prefix}${key}`
    // The window is set with the first count and not prolonged by the others.
    const replies = await this.redis.multi().set(name, 0, 'PX', timeWindow, 'NX').incr(name).pttl(name).exec()
    const [, current, ttl] = (replies ?? []).map(([error, value]) => (error ? null : value))
    if (typeof current !== 'number' || typeof ttl !== 'number') throw new Error('redis gave no count')
    return { current, ttl: Math.max(ttl, 0) }
  }
}

class MemoryCounts {
  private readonly counts = new Map<string, { current: number; until: number }>()

  constructor(private readonly clock: Clock) {}

  count(key: string, timeWindow: number): Count {
    const now = this.clock.now()
    const known = this.counts.get(key)
    const count = known && now < known.until ? known : { current: 0, until: now + timeWindow }
    count.current += 1
    // Insertion order is age: the first key is the oldest.
    const oldest = !known && this.counts.size >= MAX_CALLERS ? this.counts.keys().next() : null
    if (oldest && !oldest.done) this.counts.delete(oldest.value)
    this.counts.set(key, count)
    return { current: count.current, ttl: count.until - now }
  }
}
