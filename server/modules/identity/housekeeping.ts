import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { RECORD_LIFE_MS } from '../../plugins/idempotencyRecords'
import { sweepMerges } from '../merges/sweep'
import { IDLE_LIFE_MS } from './sessions'

const INTERVAL_MS = 10 * 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** After half a year a device is new again; a notice is no news after a quarter. */
const KNOWN_DEVICE_DAYS = 180
const NOTICE_DAYS = 90
/** The law asks for six months of security records. */
const NUMBER_IN_EVENTS_MS = 183 * DAY_MS
const BATCH = 1_000

/** Deletes what is over and counts for nothing any more. Any number of instances may do it at once. */
export async function sweep(db: Kysely<Database>, now: number): Promise<void> {
  const before = (ageMs: number): Date => new Date(now - ageMs)
  await db
    .deleteFrom('session')
    .where((eb) => eb.or([eb('expires_at', '<', before(0)), eb('last_seen_at', '<', before(IDLE_LIFE_MS))]))
    .execute()
  // WeChat's codes live five minutes.
  await db.deleteFrom('login_code_use').where('used_at', '<', before(HOUR_MS)).execute()
  await db.deleteFrom('web_sign_in').where('expires_at', '<', before(HOUR_MS)).execute()
  // Sends and failures are counted over a day.
  await db.deleteFrom('sms_code').where('created_at', '<', before(2 * DAY_MS)).execute()
  await db.deleteFrom('sms_number').where('failures_since', '<', before(2 * DAY_MS)).execute()
  await db.deleteFrom('known_device').where('last_signed_in_at', '<', before(KNOWN_DEVICE_DAYS * DAY_MS)).execute()
  await db.deleteFrom('notice').where('at', '<', before(NOTICE_DAYS * DAY_MS)).execute()
  await db.deleteFrom('idempotency_record').where('started_at', '<', before(RECORD_LIFE_MS)).execute()
  await sweepMerges(db, now)
  await forgetNumbersOfNobody(db, before(NUMBER_IN_EVENTS_MS))
}

/** Whoever asked for a code and never became a shopper leaves no trace of his number for longer than abuse is looked into. */
async function forgetNumbersOfNobody(db: Kysely<Database>, since: Date): Promise<void> {
  for (;;) {
    const old = db.selectFrom('auth_event').select('id').where('user_id', 'is', null).where('phone_mark', 'is not', null).where('at', '<', since).limit(BATCH)
    const { numUpdatedRows } = await db.updateTable('auth_event').set({ phone_mark: null }).where('id', 'in', old).executeTakeFirst()
    if (numUpdatedRows < BigInt(BATCH)) return
  }
}

export function startHousekeeping(app: FastifyInstance): void {
  const timer = setInterval(() => {
    sweep(app.db, app.clock.now()).catch((error: unknown) => app.log.warn({ err: error }, 'housekeeping failed'))
  }, INTERVAL_MS).unref()
  app.addHook('onClose', async () => clearInterval(timer))
}
