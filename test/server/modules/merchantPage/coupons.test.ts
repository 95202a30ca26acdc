import { addDays, todayInShanghai } from '../../../../domain/calendarDay'
import { withCoupons } from '../../../support/coupons'
import { alertOf, signInAs, wordsOf } from '../../../support/merchantPage'
import { buildOrderApp, type OrderApp } from '../../../support/orders'

let t: OrderApp
let manager: Awaited<ReturnType<typeof signInAs>>
jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
  manager = await signInAs(t, 'manager')
})
afterAll(() => t.close())
beforeEach(() => t.database.db.deleteFrom('coupon').execute())

const today = () => todayInShanghai(t.clock.now())
const form = (over: Record<string, string> = {}) => ({ title: '周末券', off: '5', from: '30.5', category: '', units: '100', claimFrom: today(), claimUntil: addDays(today(), 6), days: '15', ...over })
const made = () => t.database.db.selectFrom('coupon').selectAll().execute()

test('a coupon is offered, shown with how it goes, and stopped; shoppers see it, and the record says who', async () => {
  const created = await manager.post('/merchant/coupons', form())
  expect([created.statusCode, created.headers.location]).toEqual([303, '/merchant/coupons?done=createCoupon'])
  const [coupon] = await made()
  expect(coupon).toMatchObject({ title: '周末券', amount_cents: 500, threshold_cents: 3050, category: null, quantity: 100, valid_days: 15 })
  const id = coupon?.id ?? ''
  await withCoupons(t).claim(await t.buyer(), id)
  expect(wordsOf(await manager.get('/merchant/coupons'))).toMatch(/周末券 全场满 ¥30\.50 减 ¥5\.00.*领取后 15 天有效.*发放中.* 1 共 100/)
  const stopped = await manager.post(`/merchant/coupons/${id}/stop`)
  expect(wordsOf(await manager.get(String(stopped.headers.location)))).toMatch(/已经领到的照样能用.*已停发/)
  expect((await t.app.inject('/v1/coupons')).json()).toMatchObject({ items: [] })
  expect(wordsOf(await manager.get('/merchant/record'))).toMatch(/停发优惠券 周末券.*新增优惠券 周末券/)
})

test.each([
  [{ title: ' ' }, '没有发放：名称要写，最多 20 个字。'],
  [{ off: '30.5' }, '没有发放：门槛要高于减的金额。'],
  [{ off: '0', units: '0' }, '没有发放：减的金额要大于 0，最多 10000 元；张数要是 1 到 1000000。'],
  [{ category: 'nowhere' }, '没有发放：没有这个分类。'],
  [{ claimFrom: '2020-01-01', claimUntil: '2020-01-02' }, '没有发放：领取期的最后一天不能早于第一天，也不能早于今天。'],
  [{ days: '400' }, '没有发放：有效天数要是 1 到 366。'],
  [{ off: '五元' }, '没有发放：请填好每一项，金额最多两位小数。'],
  [{ off: '5.005' }, '没有发放：请填好每一项，金额最多两位小数。'],
  [{ claimUntil: '' }, '没有发放：请填好每一项，金额最多两位小数。'],
])('what is wrong is said, and what was typed stays: %j', async (over, alert) => {
  const response = await manager.post('/merchant/coupons', form({ title: '写错的', ...over }))
  expect([response.statusCode, alertOf(response)]).toEqual([400, alert])
  if (!('title' in over)) expect(response.body).toContain('value="写错的"')
  expect(await made()).toEqual([])
})

test('service looks and changes nothing, a packer does not even see them; a form without its key is refused', async () => {
  await manager.post('/merchant/coupons', form())
  const [{ id } = { id: '' }] = await made()
  const service = await signInAs(t, 'service')
  const page = await service.get('/merchant/coupons')
  expect(wordsOf(page)).toMatch(/周末券.*发放中/)
  expect(page.body).not.toMatch(/确认发放|确认停发/)
  expect((await service.post('/merchant/coupons', form())).statusCode).toBe(403)
  expect((await service.post(`/merchant/coupons/${id}/stop`)).statusCode).toBe(403)
  const packer = await signInAs(t, 'packer')
  expect((await packer.get('/merchant/coupons')).statusCode).toBe(403)
  expect((await packer.get('/merchant/orders')).body).not.toContain('/merchant/coupons')
  expect((await manager.post(`/merchant/coupons/${id}/stop`, { formKey: 'x' })).statusCode).toBe(403)
  expect(await made()).toMatchObject([{ status: 'active' }])
})

test('an order says what its coupon took off', async () => {
  const buyer = await t.buyer()
  const couponId = await withCoupons(t).claimed(buyer, { title: '见面券' })
  const order = (await t.order(buyer, [{ ...(await t.goods()), quantity: 3 }], { body: { couponId } })).json<{ number: string }>()
  expect(wordsOf(await manager.get(`/merchant/orders/${order.number}`))).toContain('优惠券“见面券”减 ¥5.00。')
})
