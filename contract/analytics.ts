import { Type, type Static } from '@sinclair/typebox'
import { Strict } from './common'
import { ANALYTICS_BATCH_LIMIT, ANALYTICS_HIT_LIFETIME_SECONDS } from './limits'

/**
 * A name that the app itself coined: a page, a step, an error code. Letters and underscores alone, so that no phone number,
 * id, address or search word can pass for one, whatever a later change of the app puts here by mistake.
 */
const Word = Type.String({ pattern: '^[A-Za-z][A-Za-z_]{0,39}$' })

/** One page looked at, or one step taken on it. */
export const AnalyticsHit = Type.Object(
  {
    id: Type.String({ format: 'uuid', description: 'Of this hit: sent again after a lost answer, it is counted once' }),
    ageSeconds: Type.Integer({ minimum: 0, maximum: ANALYTICS_HIT_LIFETIME_SECONDS, description: 'How long ago, by the same clock that noted it' }),
    visitorId: Type.String({ pattern: '^[0-9a-f]{16}$', description: 'Random, of this device; another one after each sign-out' }),
    userId: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: '`analyticsId` of `GET /v1/me`' })),
    page: Word,
    event: Type.Optional(Type.Object({ category: Word, action: Word, name: Type.Optional(Word) }, Strict)),
  },
  Strict,
)

/** What a device noted, oldest first. */
export const AnalyticsBatch = Type.Object({ hits: Type.Array(AnalyticsHit, { minItems: 1, maxItems: ANALYTICS_BATCH_LIMIT }) }, Strict)

export type AnalyticsHit = Static<typeof AnalyticsHit>
export type AnalyticsBatch = Static<typeof AnalyticsBatch>
