import { Redis } from 'ioredis'
import { failureName } from '../failureName'
import type { DoctorContext } from './context'
import { findingsAbout, type Finding } from './finding'

const { ok, fault } = findingsAbout('redis')
const TIMEOUT_MS = 3_000

/** Only shared rate limits need it; nothing is lost with it. */
export async function checkRedis({ config }: DoctorContext): Promise<Finding[]> {
  if (config.redisUrl === null) return [ok('Not used: each instance counts its own rate limits, which is right for one instance.')]
  const redis = new Redis(config.redisUrl, { lazyConnect: true, connectTimeout: TIMEOUT_MS, commandTimeout: TIMEOUT_MS, maxRetriesPerRequest: 0, retryStrategy: () => null })
  let cause: unknown
  redis.on('error', (error) => (cause = error))
  try {
    await redis.connect()
    await redis.ping()
    return [ok('Reachable.')]
  } catch (error) {
    return [fault(`It cannot be reached (${failureName(cause ?? error)}): rate limits are lifted meanwhile.`, 'Check REDIS_URL and its password, and that Redis is running.')]
  } finally {
    redis.disconnect()
  }
}
