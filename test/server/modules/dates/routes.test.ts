import { DatePage } from '../../../../contract/dates'
import { PersonalData, type PersonalData as Data } from '../../../../contract/privacy'
import { COOL_OFF_MS } from '../../../../server/modules/identity/deletions'
import { deliverOrder, packOrder, shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { rejectRefund } from '../../../../server/modules/orders/merchant/refunds'
import { eraseDue } from '../../../../server/modules/privacy/eraseDue'
import { expectContract } from '../../../support/contract'
import { merging } from '../../../support/merges'
import { buildOrderApp, MANAGER, type Buyer, type Goods, type OrderApp } from '../../../support/orders'

let t: OrderApp
let buyer: Buyer

beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.set('2026-05-20T10:00:00+08:00')
  buyer = await t.buyer()
})
afterEach(() => t.expectSoundStock())

const BASE = '/v1/me/dates'
const NO_ID = '01890000-0000-7000-8000-000000000000'
const by = (number: string) => ({ operator: MANAGER, number })
const list = async (query = '', token = buyer.token) => (await t.call('GET', `${BASE}${query}`, { token })).json<DatePage>()
const finished = (method: 'PUT' | 'DELETE', number: string, batchId: string, token = buyer.token) => t.call(method, `${BASE}/${number}/${batchId}/finished`, { token })
const countFinished = async () => (await t.database.db.selectFrom('finished_line').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n

async function shipped(lines: (Goods & { quantity?: number })[], of = buyer): Promise<string> {
  const near = await t.call('POST', '/v1/orders/preview', { token: of.token, body: { lines: lines.map(({ batchId, quantity = 1 }) => ({ batchId, quantity })) } })
  const { nearExpiry } = near.json<{ nearExpiry: { version: string; batchIds: string[] } | null }>()
  const response = await t.order(of, lines, { body: nearExpiry ? { nearExpiryConfirmation: { version: nearExpiry.version, batchIds: nearExpiry.batchIds } } : {} })
  const { number } = response.json<{ number: string }>()
  // In a browser: one who signed in by a code has no openid to pay with.
  await t.startPay(of, number, { channel: 'h5' })
  await t.payAt(`${number}-1`)
  await t.pay.outbox.flush()
  await packOrder(t.deps, by(number))
  await shipOrder(t.deps, by(number), { carrier: 'SF', trackingNumber: 'SF1234567890' })
  return number
}

async function delivered(lines: (Goods & { quantity?: number })[], of = buyer): Promise<string> {
  const number = await shipped(lines, of)
  await deliverOrder(t.deps, by(number))
  return number
}

describe('GET /v1/me/dates', () => {
  test('has what expires first at the front, over all orders, with its batch', async () => {
    const [late, soon, between] = [await t.goods({ remainingDays: 100 }), await t.goods({ remainingDays: 30 }), await t.goods({ remainingDays: 60 })]
    const first = await delivered([late, { ...soon, quantity: 2 }])
    const second = await delivered([between])
    const page = await list()
    expectContract(DatePage, page)
    expect(page).toMatchObject({
      items: [
        { orderNumber: first, batchId: soon.batchId, productId: soon.productId, quantity: 2, expiresOn: '2026-06-19', remainingDays: 30, freshness: 'fresh' },
        { orderNumber: second, batchId: between.batchId, remainingDays: 60 },
        { orderNumber: first, batchId: late.batchId, remainingDays: 100 },
      ],
      nextCursor: null,
    })
  })

  test('counts the days by the calendar of Shanghai', async () => {
    await delivered([await t.goods({ remainingDays: 20 })])
    t.clock.set('2026-05-20T23:59:59+08:00')
    expect((await list()).items).toMatchObject([{ remainingDays: 20, freshness: 'near' }])
    t.clock.set('2026-05-21T00:00:00+08:00')
    expect((await list()).items).toMatchObject([{ remainingDays: 19, freshness: 'near' }])
  })

  test('keeps what has expired in the last 30 days at the end, the latest first', async () => {
    const dates = ['2026-04-19', '2026-04-20', '2026-05-19', '2026-05-20', '2026-05-21']
    for (const date of dates) {
      const goods = await t.goods()
      await delivered([goods])
      await t.database.db.updateTable('order_line').set({ expires_on: date }).where('batch_id', '=', goods.batchId).execute()
    }
    expect((await list()).items.map(({ expiresOn, remainingDays, freshness }) => [expiresOn, remainingDays, freshness])).toEqual([
      ['2026-05-20', 0, 'last'],
      ['2026-05-21', 1, 'last'],
      ['2026-05-19', -1, 'expired'],
      ['2026-04-20', -30, 'expired'],
    ])
  })

  test('goes on page by page from the good to the expired, each once, also over midnight', async () => {
    const goods = [await t.goods({ remainingDays: 10 }), await t.goods({ remainingDays: 11 }), await t.goods({ remainingDays: 13 }), await t.goods({ remainingDays: 14 }), await t.goods({ remainingDays: 100 })]
    await delivered(goods)
    t.clock.set('2026-06-02T23:59:00+08:00')
    const whole = (await list()).items.map(({ batchId }) => batchId)
    expect(whole).toEqual([2, 3, 4, 1, 0].map((index) => goods[index]?.batchId))
    const first = await list('?limit=2')
    // The best of the first page is over by now; that moves it no second time before the reader.
    t.clock.set('2026-06-03T00:01:00+08:00')
    const second = await list(`?limit=2&cursor=${first.nextCursor ?? ''}`)
    const third = await list(`?limit=2&cursor=${second.nextCursor ?? ''}`)
    expect([first, second, third].flatMap((page) => page.items.map(({ batchId }) => batchId))).toEqual(whole)
    expect(second.items.map(({ remainingDays }) => remainingDays)).toEqual([86, -3])
    expect(third.nextCursor).toBeNull()
  })

  test('has nothing that has not arrived, is on its way back, or went back', async () => {
    const goods = await t.goods({ units: 20 })
    await t.ordered(buyer, [goods])
    await shipped([goods])
    const number = await delivered([goods])
    expect((await list()).items.map(({ orderNumber }) => orderNumber)).toEqual([number])
    await t.call('POST', `/v1/orders/${number}/refund`, { token: buyer.token, body: { reason: 'damaged' } })
    expect((await list()).items).toEqual([])
    expect((await finished('PUT', number, goods.batchId)).statusCode).toBe(404)
    await rejectRefund(t.deps, by(number), '照片里没有看到问题')
    expect((await list()).items).toHaveLength(1)
    await t.call('POST', `/v1/orders/${number}/receipt`, { token: buyer.token })
    expect((await list()).items).toHaveLength(1)
  })

  test("has nobody else's, and no cursor of his", async () => {
    await delivered([await t.goods(), await t.goods()])
    const { nextCursor } = await list('?limit=1')
    const stranger = await t.buyer()
    expect((await list('', stranger.token)).items).toEqual([])
    expect(await list(`?cursor=${nextCursor ?? ''}`, stranger.token)).toMatchObject({ status: 400, code: 'invalid_cursor' })
  })

  test('asks the database as often for twenty lines as for one', async () => {
    const goods = await t.goods({ units: 50 })
    const count = async () => {
      t.database.queries.length = 0
      await list()
      return t.database.queries.filter((query) => query.includes('order_line')).length
    }
    await delivered([goods])
    expect(await count()).toBe(2)
    await delivered([goods, await t.goods(), await t.goods()])
    await delivered([goods])
    expect(await count()).toBe(2)
  })

  test.each(['?limit=0', '?limit=51', '?cursor=%20', '?page=2'])('%s is 400', async (query) => {
    expect(await list(query)).toMatchObject({ status: 400 })
  })

  test('without a session is 401', async () => {
    expect((await t.call('GET', BASE)).statusCode).toBe(401)
  })
})

describe('PUT and DELETE /v1/me/dates/{number}/{batchId}/finished', () => {
  test('takes a line off and puts it back, however often each is said', async () => {
    const [eaten, kept] = [await t.goods({ remainingDays: 40 }), await t.goods()]
    const number = await delivered([eaten, kept])
    for (let times = 0; times < 2; times += 1) expect((await finished('PUT', number, eaten.batchId)).statusCode).toBe(204)
    expect((await list()).items.map(({ batchId }) => batchId)).toEqual([kept.batchId])
    for (let times = 0; times < 2; times += 1) expect((await finished('DELETE', number, eaten.batchId)).statusCode).toBe(204)
    expect((await list()).items.map(({ batchId }) => batchId)).toEqual([eaten.batchId, kept.batchId])
  })

  test('one batch of two orders is two lines', async () => {
    const goods = await t.goods()
    const [first, second] = [await delivered([goods]), await delivered([goods])]
    await finished('PUT', first, goods.batchId)
    expect((await list()).items.map(({ orderNumber }) => orderNumber)).toEqual([second])
  })

  test('ten at once are one', async () => {
    const goods = await t.goods()
    const number = await delivered([goods])
    const before = await countFinished()
    const answers = await Promise.all(Array.from({ length: 10 }, () => finished('PUT', number, goods.batchId)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(204))
    expect(await countFinished()).toBe(before + 1)
  })

  test.each(['PUT', 'DELETE'] as const)("%s of somebody else's line, of none, and of one on its way is 404", async (method) => {
    const goods = await t.goods()
    const number = await delivered([goods])
    const stranger = await t.buyer()
    expect((await finished(method, number, goods.batchId, stranger.token)).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await finished(method, number, NO_ID)).statusCode).toBe(404)
    expect((await finished(method, '260520-7K4M9-QXR2T', goods.batchId)).statusCode).toBe(404)
    expect((await finished(method, await shipped([goods]), goods.batchId)).statusCode).toBe(404)
    expect((await list()).items).toHaveLength(1)
  })

  test.each(['PUT', 'DELETE'] as const)('%s of a bad shape is 400, without a session 401', async (method) => {
    expect((await finished(method, 'x', NO_ID)).statusCode).toBe(400)
    expect((await finished(method, '260520-7K4M9-QXR2T', 'x')).statusCode).toBe(400)
    expect((await t.call(method, `${BASE}/260520-7K4M9-QXR2T/${NO_ID}/finished`)).statusCode).toBe(401)
  })
})

describe('what a shopper took off his list', () => {
  test('is in his export, and goes with his account', async () => {
    const goods = await t.goods()
    const number = await delivered([goods])
    await finished('PUT', number, goods.batchId)
    await t.call('PUT', `${BASE}/${number}/${goods.batchId}/reminder`, { token: buyer.token, body: { message: false } })
    const stranger = await t.buyer()
    const strangers = await delivered([goods], stranger)
    await finished('PUT', strangers, goods.batchId, stranger.token)
    const data = (await t.call('GET', '/v1/me/export', { token: buyer.token })).json<Data>()
    expectContract(PersonalData, data)
    expect(data.dates).toEqual([{ orderNumber: number, batchId: goods.batchId, name: expect.any(String) as string, expiresOn: '2026-08-28', finishedAt: '2026-05-20T02:00:00.000Z', reminder: { on: '2026-08-21', status: 'waiting', message: 'none', createdAt: '2026-05-20T02:00:00.000Z', sentAt: null } }])

    const before = await countFinished()
    await t.call('POST', `/v1/orders/${number}/receipt`, { token: buyer.token })
    expect((await t.call('POST', '/v1/me/deletion', { token: buyer.token })).statusCode).toBe(200)
    t.clock.advance(COOL_OFF_MS)
    await eraseDue({ db: t.database.db, clock: t.clock, vault: t.app.vault, dataDir: t.app.config.dataDir, log: t.app.log })
    expect(await countFinished()).toBe(before - 1)
    expect(await t.database.db.selectFrom('expiry_reminder').select('order_id').execute()).toEqual([])
    expect((await t.database.db.selectFrom('finished_line as f').innerJoin('shop_order as o', 'o.id', 'f.order_id').select('o.number').where('o.number', 'in', [number, strangers]).execute())).toEqual([{ number: strangers }])
  })

  test('comes over with a merge and goes back with its undo', async () => {
    const phone = '13700003333'
    const m = merging(t)
    const other = await m.bySms(phone)
    const [eaten, kept] = [await t.goods(), await t.goods()]
    const number = await delivered([eaten, kept], { name: 'other', token: other.token, userId: other.user.id, addressId: await m.addAddress(other.token, '李四') })
    await finished('PUT', number, eaten.batchId, other.token)
    const own = await t.signUp('date merger')
    const id = await m.ready(own.token, 'date merger', phone)
    const { token } = (await m.confirm(own.token, id)).json<{ token: string }>()
    expect((await list('', token)).items.map(({ batchId }) => batchId)).toEqual([kept.batchId])
    await finished('PUT', number, kept.batchId, token)
    await m.proveOwn(token, 'date merger')
    expect((await m.undo(token, id)).statusCode).toBe(200)
    // As it is by now: what was eaten meanwhile stays eaten.
    expect((await list('', (await m.bySms(phone)).token)).items).toEqual([])
    expect((await list('', token)).items).toEqual([])
  })
})
