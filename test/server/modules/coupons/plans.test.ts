import { CompiledQuery, sql, type Kysely, type LogEvent } from 'kysely'
import { connect } from '../../../../server/database/connect'
import type { Database } from '../../../../server/database/schema'
import { releaseCoupon } from '../../../../server/modules/coupons/hold'
import { findOwnCoupon, listClaimable, listFree, listOwnCoupons } from '../../../../server/modules/coupons/repository'
import { createTestDatabase, type TestDatabase } from '../../../support/server'

const TODAY = '2026-05-20'
const SHOPPERS = 2_000
const COUPONS = 60
const SOME_ID = '01890000-0000-7000-8000-000000000000'

let database: TestDatabase
let db: Kysely<Database>
let events: LogEvent[] = []
let shopper: string

jest.setTimeout(120_000)
beforeAll(async () => {
  database = await createTestDatabase()
  db = connect({ url: database.url, onQuery: (event) => events.push(event) })
  await sql`insert into user_account (id, status, consent_version, created_at, last_signed_in_at)
    select gen_random_uuid(), 'active', '1', now(), now() from generate_series(1, ${SHOPPERS})`.execute(db)
  await sql`insert into coupon (id, title, amount_cents, threshold_cents, claim_from, claim_until, valid_days, quantity, status, created_at)
    select gen_random_uuid(), '券', 500, 2000, date '2026-05-01', date '2026-05-01' + i, 30, 100, case when i % 2 = 0 then 'active' else 'stopped' end, now() from generate_series(1, ${COUPONS}) i`.execute(db)
  await sql`insert into shopper_coupon (user_id, coupon_id, claimed_at, starts_on, ends_on)
    select u.id, c.id, now(), date '2026-05-01', c.claim_until from user_account u cross join coupon c`.execute(db)
  // Used by orders that nobody has to make for this.
  await sql`alter table shopper_coupon drop constraint shopper_coupon_order_id_fkey`.execute(db)
  await sql`update shopper_coupon set order_id = gen_random_uuid(), used_at = now() where ends_on < date '2026-05-10'`.execute(db)
  await sql`vacuum analyze`.execute(db)
  shopper = (await db.selectFrom('user_account').select('id').executeTakeFirstOrThrow()).id
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

/** How the database goes about the last statement that `work` sends. */
async function planOf(work: () => Promise<unknown>): Promise<string> {
  events = []
  await work()
  const { query } = events.filter((event) => /shopper_coupon|"coupon"/.test(event.query.sql)).at(-1) ?? {}
  if (!query) throw new Error('nothing was asked')
  return JSON.stringify((await db.executeQuery(CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]))).rows)
}

test.each([
  ['the free ones', () => listFree(db, shopper, TODAY, 100), 'shopper_coupon_free'],
  ['a page of the unused', () => listOwnCoupons(db, shopper, 'unused', TODAY, { key: '2026-05-25', id: SOME_ID }, 21), 'shopper_coupon_free'],
  ['a page of the expired', () => listOwnCoupons(db, shopper, 'expired', TODAY, { key: '2026-05-10', id: SOME_ID }, 21), 'shopper_coupon_free'],
  ['one', () => findOwnCoupon(db, shopper, SOME_ID), 'shopper_coupon_pkey'],
  ['that of an order', () => db.transaction().execute((trx) => releaseCoupon(trx, SOME_ID)), 'shopper_coupon_order'],
])('%s of a shopper among many: by an index, and not by reading all', async (_what, work, index) => {
  const plan = await planOf(work)
  expect(plan).toContain(index)
  expect(plan).not.toContain('Seq Scan on shopper_coupon')
})

test('each page costs one statement', async () => {
  for (const work of [() => listClaimable(db, TODAY, 50), () => listFree(db, shopper, TODAY, 100), () => listOwnCoupons(db, shopper, 'used', TODAY, null, 21)]) {
    events = []
    await work()
    expect(events).toHaveLength(1)
  }
})
