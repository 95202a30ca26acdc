import { ClaimableCoupons, OwnCouponPage, type OwnCoupon } from '../../../../contract/coupons'
import { todayInShanghai } from '../../../../domain/calendarDay'
import { stopCampaign } from '../../../../server/modules/coupons/campaigns'
import { expectContract } from '../../../support/contract'
import { withCoupons } from '../../../support/coupons'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'

let t: OrderApp
let c: ReturnType<typeof withCoupons>
let buyer: Buyer

jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
  c = withCoupons(t)
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.database.db.deleteFrom('coupon').execute()
  buyer = await t.buyer()
})

const DAY = 86_400_000
const today = () => todayInShanghai(t.clock.now())
async function offered(): Promise<ClaimableCoupons['items']> {
  const answer = (await t.app.inject('/v1/coupons')).json<ClaimableCoupons>()
  expectContract(ClaimableCoupons, answer)
  return answer.items
}

describe('GET /v1/coupons', () => {
  test('is for anybody, the same for all, and may be kept for a moment', async () => {
    const id = await c.offer({ title: '早餐券' })
    const response = await t.app.inject('/v1/coupons')
    expect(response.headers['cache-control']).toMatch(/^public, max-age=\d+$/)
    expect(response.json()).toMatchObject({ items: [{ couponId: id, title: '早餐券', amountCents: 500, thresholdCents: 2000, category: null, validDays: 30, startsOn: null, left: 100 }], nextCursor: null })
    expect((await t.app.inject({ url: '/v1/coupons', headers: { 'if-none-match': String(response.headers.etag) } })).statusCode).toBe(304)
    expect((await t.app.inject('/v1/coupons?page=2')).statusCode).toBe(400)
  })

  test('shows what can be claimed today, and nothing else', async () => {
    const now = await c.offer({ claimUntil: today() })
    await c.offer({ claimFrom: '2126-01-01', claimUntil: '2126-01-02', validity: { days: 1 } })
    const stopped = await c.offer()
    await stopCampaign(t.deps, MANAGER, stopped)
    await c.claimed(buyer, { quantity: 1 })
    expect((await offered()).map(({ couponId }) => couponId)).toEqual([now])
    t.clock.advance(DAY)
    expect(await offered()).toEqual([])
  })
})

describe('POST /v1/me/coupons', () => {
  test('claims once; again it is the same one, also after the offer has ended', async () => {
    const id = await c.offer({ validity: { days: 3 } })
    const first = (await c.claim(buyer, id)).json<OwnCoupon>()
    expect(first).toMatchObject({ couponId: id, status: 'unused', startsOn: today(), remainingDays: 2, orderNumber: null })
    t.clock.advance(DAY)
    await stopCampaign(t.deps, MANAGER, id)
    expect((await c.claim(buyer, id)).json()).toEqual({ ...first, remainingDays: 1 })
    expect(await t.database.db.selectFrom('coupon').select('claimed').executeTakeFirstOrThrow()).toEqual({ claimed: 1 })
  })

  test('refuses with a code: gone, stopped, over, unknown, malformed, without a session', async () => {
    const last = await c.offer({ quantity: 1 })
    await c.claim(await t.buyer(), last)
    expect((await c.claim(buyer, last)).json()).toMatchObject({ status: 409, code: 'coupon_over' })
    const stopped = await c.offer()
    await stopCampaign(t.deps, MANAGER, stopped)
    expect((await c.claim(buyer, stopped)).json()).toMatchObject({ status: 409, code: 'coupon_closed' })
    const ended = await c.offer({ claimUntil: today() })
    t.clock.advance(DAY)
    expect((await c.claim(buyer, ended)).json()).toMatchObject({ status: 409, code: 'coupon_closed' })
    expect((await c.claim(buyer, '01890000-0000-7000-8000-000000000000')).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await t.call('POST', '/v1/me/coupons', { token: buyer.token, body: { couponId: 'x' } })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
    expect((await t.call('POST', '/v1/me/coupons', { body: { couponId: last } })).statusCode).toBe(401)
  })

  test('200 claims at once of 50: exactly 50 shoppers get one', async () => {
    const shoppers = await Promise.all(Array.from({ length: 200 }, async (_, i) => (await t.signUp(`crowd ${i}`)).token))
    const id = await c.offer({ quantity: 50 })
    const statuses = (await Promise.all(shoppers.map((token) => c.claim({ token }, id)))).map((response) => response.statusCode)
    expect([statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 409).length]).toEqual([50, 150])
    expect(await t.database.db.selectFrom('coupon').select('claimed').executeTakeFirstOrThrow()).toEqual({ claimed: 50 })
    expect(await t.database.db.selectFrom('shopper_coupon').select('user_id').execute()).toHaveLength(50)
  })

  test('one shopper who taps ten times at once gets one', async () => {
    const id = await c.offer()
    const responses = await Promise.all(Array.from({ length: 10 }, () => c.claim(buyer, id)))
    expect(responses.map((response) => response.statusCode)).toEqual(Array(10).fill(200))
    expect(await t.database.db.selectFrom('coupon').select('claimed').executeTakeFirstOrThrow()).toEqual({ claimed: 1 })
  })
})

describe('GET /v1/me/coupons', () => {
  test('pages by key through what is unused, what ends first at the front', async () => {
    const ids: string[] = []
    for (const days of [9, 2, 5, 5, 7]) ids.push(await c.claimed(buyer, { validity: { days } }))
    const seen: OwnCoupon[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const response = await t.call('GET', `/v1/me/coupons?limit=2${cursor && `&cursor=${cursor}`}`, { token: buyer.token })
      const page = response.json<OwnCouponPage>()
      expectContract(OwnCouponPage, page)
      seen.push(...page.items)
      cursor = page.nextCursor
    }
    expect(seen.map(({ remainingDays }) => remainingDays)).toEqual([1, 4, 4, 6, 8])
    expect(seen.map(({ couponId }) => couponId).sort()).toEqual([...ids].sort())
    expect((await t.call('GET', '/v1/me/coupons/ids', { token: buyer.token })).json<{ items: string[] }>().items.sort()).toEqual([...ids].sort())
  })

  test('parts them by what became of them', async () => {
    const used = await c.claimed(buyer, { title: '用掉' })
    const order = (await t.order(buyer, [{ ...(await t.goods()), quantity: 4 }], { body: { couponId: used } })).json<{ number: string }>()
    const late = await c.claimed(buyer, { title: '过期', validity: { days: 1 } })
    const free = await c.claimed(buyer, { title: '能用' })
    t.clock.advance(60_000)
    await t.paid(buyer, order.number)
    t.clock.advance(DAY)
    expect((await c.own(buyer)).map(({ couponId }) => couponId)).toEqual([free])
    expect(await c.own(buyer, 'used')).toMatchObject([{ couponId: used, status: 'used', orderNumber: order.number }])
    expect(await c.own(buyer, 'expired')).toMatchObject([{ couponId: late, status: 'expired', remainingDays: -1 }])
  })

  test("nobody sees another's; a cursor of one list opens no other", async () => {
    await c.claimed(buyer, { validity: { days: 3 } })
    await c.claimed(buyer, { validity: { days: 4 } })
    const { nextCursor } = (await t.call('GET', '/v1/me/coupons?limit=1', { token: buyer.token })).json<OwnCouponPage>()
    const other = await t.buyer()
    expect(await c.own(other)).toEqual([])
    expect((await t.call('GET', `/v1/me/coupons?cursor=${nextCursor}`, { token: other.token })).json()).toMatchObject({ code: 'invalid_cursor' })
    expect((await t.call('GET', `/v1/me/coupons?status=used&cursor=${nextCursor}`, { token: buyer.token })).json()).toMatchObject({ code: 'invalid_cursor' })
    expect((await t.call('GET', '/v1/me/coupons?status=lost', { token: buyer.token })).statusCode).toBe(400)
    for (const path of ['/v1/me/coupons', '/v1/me/coupons/ids']) expect((await t.call('GET', path)).statusCode).toBe(401)
  })
})
