import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Redis } from 'ioredis'
import { problem } from '../errors'
import { lineOf } from '../network'
import { sharedStore } from './rateLimitStore'

const MINUTE_MS = 60_000
/** A Redis that takes longer than this is as good as away. */
const REDIS_PATIENCE_MS = 500
/** A shopper types a word and reads on; a script goes through a dictionary. */
const SEARCHES_PER_MINUTE = 240
/** Nobody but a scanner meets so many addresses that do not exist. */
const MISSES_PER_MINUTE = 120

declare module 'fastify' {
  interface FastifyInstance {
    /** Throws `rate_limited` when the caller searches faster than a person does. */
    limitSearch(request: FastifyRequest): Promise<void>
    /** Throws `rate_limited` for a caller who keeps asking for what does not exist. */
    limitMisses(request: FastifyRequest): Promise<void>
  }
}

/**
 * Limits by caller (`lineOf` his address): generous over all, tighter where a route says so (`config.rateLimit`). Counted
 * in Redis when `REDIS_URL` is set, so that instances share them, else, and while Redis is away, in this process.
 * What must hold to the last (one-time codes) is counted in the database.
 */
export const rateLimitsPlugin = fp(async (app: FastifyInstance) => {
  const { redisUrl } = app.config
  await app.register(rateLimit, {
    max: app.config.rateLimitPerMinute || Number.MAX_SAFE_INTEGER,
    timeWindow: MINUTE_MS,
    keyGenerator: (request) => lineOf(request.ip),
    ...(redisUrl ? { store: sharedStore(connectRedis(app, redisUrl), app.clock) } : {}),
    errorResponseBuilder: (_request, { ttl }) => problem('rate_limited', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  })
  app.decorate('limitSearch', limiter(app, 'search', SEARCHES_PER_MINUTE))
  app.decorate('limitMisses', limiter(app, 'miss', MISSES_PER_MINUTE))
}, { name: 'rateLimits' })

function limiter(app: FastifyInstance, name: string, max: number): (request: FastifyRequest) => Promise<void> {
  // A benchmark lifts them all with the one setting.
  const limit = app.config.rateLimitPerMinute === 0 ? Number.MAX_SAFE_INTEGER : max
  const check = app.createRateLimit({ max: limit, timeWindow: MINUTE_MS, keyGenerator: (request) => `${name}:${lineOf(request.ip)}` })
  return async (request) => {
    const result = await check(request)
    if (!result.isAllowed && result.isExceeded) throw problem('rate_limited', { retryAfterSeconds: result.ttlInSeconds })
  }
}

function connectRedis(app: FastifyInstance, url: string): Redis {
  // Short and without a queue: a request must not wait for Redis to come back.
  const redis = new Redis(url, {
    connectTimeout: REDIS_PATIENCE_MS,
    commandTimeout: REDIS_PATIENCE_MS,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
  })
  redis.on('error', (error) => app.log.warn({ err: error }, 'redis is away; rate limits are counted in memory until it is back'))
  app.addHook('onClose', async () => redis.disconnect())
  return redis
}
