import { COUPON_USAGE } from '../../../server/commands/couponCommand'
import { COMMANDS } from '../../../server/commands/merchantCommands'
import { loadSampleCoupons } from '../../../server/modules/coupons/sample'
import { addDays, todayInShanghai } from '../../../domain/calendarDay'
import type { Role } from '../../../server/modules/orders/merchant/roles'
import { withCoupons } from '../../support/coupons'
import { buildOrderApp, MANAGER, type OrderApp } from '../../support/orders'

let t: OrderApp
jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(() => t.close())
beforeEach(() => t.database.db.deleteFrom('coupon').execute())

const run = async (args: string[], role: Role = 'manager') => (await COMMANDS['coupon']?.(t.deps, { ...MANAGER, role }, args)) ?? []
const today = () => todayInShanghai(t.clock.now())
const events = () => t.database.db.selectFrom('merchant_event').select(['operator', 'action', 'detail']).where('action', 'in', ['createCoupon', 'stopCoupon']).orderBy('id').execute()
const one = () => t.database.db.selectFrom('coupon').selectAll().executeTakeFirstOrThrow()

test('a coupon is made, claimed, listed and stopped, and the record says by whom', async () => {
  const [id = ''] = await run(['create', '周末券', 'off=12.5', 'from=99', 'units=200', 'days=15'])
  expect(await one()).toMatchObject({ id, title: '周末券', amount_cents: 1250, threshold_cents: 9900, quantity: 200, valid_days: 15, claim_from: today(), claim_until: addDays(today(), 29), category: null })
  await withCoupons(t).claim(await t.buyer(), id)
  expect((await run(['list'])).join()).toMatch(/active {2}周末券 {2}满 ¥99\.00 减 ¥12\.50.*已领 1\/200，已用 0/)
  expect(await run(['stop', id])).toEqual(['done'])
  await run(['stop', id])
  expect((await run(['list'])).join()).toContain('stopped')
  expect(await events()).toEqual([
    { operator: 'lin', action: 'createCoupon', detail: { couponId: id, title: '周末券', amountCents: 1250, thresholdCents: 9900, category: null, quantity: 200 } },
    { operator: 'lin', action: 'stopCoupon', detail: { couponId: id, title: '周末券', claimed: 1 } },
  ])
})

test('between two days, for one category, to be claimed in a window', async () => {
  await t.goods()
  const { slug } = await t.database.db.selectFrom('category').select('slug').executeTakeFirstOrThrow()
  await run(['create', '节日券', 'off=5', 'from=30', 'units=10', 'valid=2127-02-01..2127-02-10', 'claim=2127-01-20..2127-02-05', `category=${slug}`])
  expect(await one()).toMatchObject({ category: slug, starts_on: '2127-02-01', ends_on: '2127-02-10', valid_days: null, claim_from: '2127-01-20', claim_until: '2127-02-05' })
})

test.each([
  [['create', '券', 'off=5', 'from=30', 'units=10']],
  [['create', '券', 'off=5', 'from=30', 'units=10', 'days=1', 'valid=2127-02-01..2127-02-10']],
  [['create', '券', 'off=5.001', 'from=30', 'units=10', 'days=1']],
  [['create', '券', 'off=-5', 'from=30', 'units=10', 'days=1']],
  [['create', '券', 'off=5', 'from=30', 'units=many', 'days=1']],
  [['create', '券', 'off=5', 'from=30', 'units=10', 'days=1', 'colour=red']],
  [['create', '券', 'off=5', 'from=30', 'units=10', 'days=1', 'claim=today']],
  [['stop', '1']],
  [[]],
])('%j is answered with the usage', async (args) => {
  await expect(run(args)).rejects.toThrow(COUPON_USAGE)
})

test.each([
  ['threshold', ['off=30', 'from=30', 'units=10', 'days=1']],
  ['amount', ['off=0', 'from=30', 'units=10', 'days=1']],
  ['amount', ['off=10000.01', 'from=20000', 'units=10', 'days=1']],
  ['quantity', ['off=5', 'from=30', 'units=0', 'days=1']],
  ['category', ['off=5', 'from=30', 'units=10', 'days=1', 'category=nowhere']],
  ['claimDays', ['off=5', 'from=30', 'units=10', 'days=1', 'claim=2020-01-01..2020-01-02']],
  ['claimDays', ['off=5', 'from=30', 'units=10', 'days=1', 'claim=2127-02-02..2127-02-01']],
  ['claimDays', ['off=5', 'from=30', 'units=10', 'days=1', 'claim=2127-02-01..2127-02-30']],
  ['validity', ['off=5', 'from=30', 'units=10', 'days=367']],
  ['validity', ['off=5', 'from=30', 'units=10', 'valid=2127-02-01..2127-02-10', 'claim=2127-01-20..2127-02-11']],
])('a wrong %s is named: %j', async (fault, args) => {
  await expect(run(['create', '券', ...args])).rejects.toThrow(`this coupon cannot be: ${fault}`)
  expect(await t.database.db.selectFrom('coupon').select('id').execute()).toEqual([])
})

test('the title has an end', async () => {
  await expect(run(['create', '券'.repeat(21), 'off=5', 'from=30', 'units=10', 'days=1'])).rejects.toThrow('title')
})

test('only a manager makes and stops them; service may look', async () => {
  const [id = ''] = await run(['create', '券', 'off=5', 'from=30', 'units=10', 'days=1'])
  for (const role of ['packer', 'service'] as const) {
    await expect(run(['create', '券', 'off=5', 'from=30', 'units=10', 'days=1'], role)).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(run(['stop', id], role)).rejects.toMatchObject({ code: 'not_permitted' })
  }
  expect(await run(['list'], 'service')).toHaveLength(1)
  await expect(run(['list'], 'packer')).rejects.toMatchObject({ code: 'not_permitted' })
  await expect(run(['stop', '01890000-0000-7000-8000-000000000000'])).rejects.toMatchObject({ code: 'not_found' })
})

test('the sample is sound, counts its days from the loading, and is loaded once', async () => {
  const load = () => loadSampleCoupons(t.database.db, t.clock, 'data/coupons.json')
  expect([await load(), await load()]).toEqual([4, 0])
  const { items } = (await t.app.inject('/v1/coupons')).json<{ items: { title: string; amountCents: number; thresholdCents: number; left: number }[] }>()
  expect(items).toHaveLength(4)
  for (const { amountCents, thresholdCents } of items) expect(thresholdCents).toBeGreaterThan(amountCents)
})
