import type { Order } from '../../../../contract/orders'
import { alertOf, MerchantBrowser, signInAs, wordsOf } from '../../../support/merchantPage'
import { buildOrderApp, type Buyer, type OrderApp } from '../../../support/orders'

type SignedIn = Awaited<ReturnType<typeof signInAs>>

let t: OrderApp
let buyer: Buyer
let [packer, service, manager]: SignedIn[] = []
jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
  buyer = await t.buyer()
  packer = await signInAs(t, 'packer')
  service = await signInAs(t, 'service')
  manager = await signInAs(t, 'manager')
})
afterAll(() => t.close())

const as = (role: 'packer' | 'service' | 'manager'): SignedIn => {
  const found = { packer, service, manager }[role]
  if (!found) throw new Error(role)
  return found
}
const eventsOf = (number: string) => t.database.db.selectFrom('merchant_event').select(['operator', 'action']).where('order_number', '=', number).orderBy('id').execute()
const paidOrder = async (body: object = {}): Promise<Order> => t.paid(buyer, (await t.order(buyer, [await t.goods()], { body })).json<Order>().number)
const at = (number: string, path = '') => `/merchant/orders/${number}${path && `/${path}`}`
const wishOf = async (number: string) => {
  const row = await t.database.db.selectFrom('refund as r').innerJoin('shop_order as o', 'o.id', 'r.order_id').select('r.id').where('o.number', '=', number).where('r.status', '=', 'requested').executeTakeFirst()
  return row?.id ?? NOBODYS
}
const NOBODYS = '01890000-0000-7000-8000-000000000000'
const parcel = { carrier: 'SF', trackingNumber: 'SF1234567890' }

describe('an order goes its way by forms', () => {
  test('packed, shipped, traced, delivered: the shopper sees it, and the record says who', async () => {
    const { number } = await paidOrder()
    const steps: [string, Record<string, string>, string][] = [
      ['pack', {}, '已打包'],
      ['ship', { ...parcel, trackingNumber: ' SF1234567890 ' }, '已发货'],
      ['trace', { text: '到达上海', place: '上海' }, '已添加一条物流'],
      ['deliver', {}, '已标记送达'],
    ]
    for (const [path, fields, words] of steps) {
      const response = await as('packer').post(at(number, path), fields)
      expect([path, response.statusCode]).toEqual([path, 303])
      expect(wordsOf(await as('packer').get(String(response.headers.location)))).toContain(words)
    }
    expect(await t.view(buyer, number)).toMatchObject({ status: 'delivered', shipping: { trackingNumber: 'SF1234567890' } })
    expect(await eventsOf(number)).toEqual(['pack', 'ship', 'trace', 'deliver'].map((action) => ({ operator: as('packer').name, action })))
    expect(wordsOf(await as('packer').get(at(number)))).toMatch(/物流 .*顺丰速运 SF1234567890.*上海 · 到达上海/)
  })

  test('an unpaid one is cancelled by service, and its goods go back', async () => {
    const goods = await t.goods({ units: 1 })
    const { number } = await t.ordered(buyer, [goods])
    expect((await as('service').post(at(number, 'cancel'))).statusCode).toBe(303)
    expect(await t.view(buyer, number)).toMatchObject({ status: 'cancelled', cancelReason: 'merchant' })
    expect(await t.batch(goods.batchId)).toEqual({ stock: 1, reserved: 0 })
  })

  test('a refund is approved, or refused in words that the shopper reads', async () => {
    const { number } = await paidOrder()
    const ask = () => t.call('POST', `/v1/orders/${number}/refund`, { token: buyer.token, body: { reason: 'other', note: '包装破了' } })
    await ask()
    expect(wordsOf(await as('service').get(at(number)))).toMatch(/等待处理.*其他原因.*包装破了/)
    expect((await as('service').post(at(number, 'refund/reject'), { refundId: await wishOf(number), answer: ' 请先拍照 ' })).statusCode).toBe(303)
    expect(await t.view(buyer, number)).toMatchObject({ status: 'paid', refund: { status: 'rejected', answer: '请先拍照' } })
    await ask()
    expect((await as('service').post(at(number, 'refund/approve'), { refundId: await wishOf(number) })).statusCode).toBe(303)
    expect(await t.view(buyer, number)).toMatchObject({ refund: { status: 'approved' } })
    expect((await eventsOf(number)).map(({ action }) => action)).toEqual(['rejectRefund', 'approveRefund'])
  })
})

describe('what is shown of the shopper', () => {
  test('is district and masked number; the label whole, to who packs, once and on record', async () => {
    const { number } = await paidOrder({ remark: '放门口 <b>谢谢</b>' })
    const shown = await as('packer').get(at(number))
    expect(wordsOf(shown)).toContain('138****8000')
    expect(shown.body).toContain('放门口 &#60;b&#62;谢谢')
    expect(shown.body).not.toMatch(/王小满|南京东路|13800138000/)
    const label = await as('packer').post(at(number, 'label'))
    expect([label.statusCode, label.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(wordsOf(label)).toMatch(/王小满 13800138000.*南京东路 1 号 201 室/)
    expect((await as('packer').get(at(number))).body).not.toContain('王小满')
    expect(await eventsOf(number)).toEqual([{ operator: as('packer').name, action: 'readContact' }])
  })

  test('the label is nobody’s business before there is a parcel and after it has arrived', async () => {
    const { number } = await t.ordered(buyer, [await t.goods()])
    const early = await as('packer').post(at(number, 'label'))
    expect([early.statusCode, early.body.includes('王小满')]).toEqual([409, false])
    const late = (await paidOrder()).number
    await as('packer').post(at(late, 'ship'), parcel)
    await as('packer').post(at(late, 'deliver'))
    expect((await as('packer').post(at(late, 'label'))).statusCode).toBe(409)
  })

  test('his words about a refund are for those who decide', async () => {
    const { number } = await paidOrder()
    await t.call('POST', `/v1/orders/${number}/refund`, { token: buyer.token, body: { reason: 'damaged', note: '我在医院' } })
    expect((await as('packer').get(at(number))).body).not.toContain('我在医院')
    expect((await as('service').get(at(number))).body).toContain('我在医院')
  })
})

describe('refused', () => {
  test.each<[string, 'packer' | 'service', Record<string, string>]>([
    ['cancel', 'packer', {}],
    ['refund/approve', 'packer', { refundId: NOBODYS }],
    ['refund/reject', 'packer', { refundId: NOBODYS, answer: '不' }],
    ['pack', 'service', {}],
    ['ship', 'service', parcel],
    ['deliver', 'service', {}],
    ['label', 'service', {}],
  ])('%s by a %s: his role does not allow it', async (path, role, fields) => {
    const { number } = await paidOrder()
    const response = await as(role).post(at(number, path), fields)
    expect([response.statusCode, alertOf(response)]).toEqual([403, '您的角色不能做这件事。'])
    expect(await eventsOf(number)).toEqual([])
    expect(await t.view(buyer, number)).toMatchObject({ status: 'paid' })
  })

  test('buttons are there for those alone who may press them', async () => {
    const { number } = await paidOrder()
    expect((await as('packer').get(at(number))).body).toContain('标记已打包')
    expect((await as('service').get(at(number))).body).not.toMatch(/标记已打包|标记已发货|显示收件信息/)
  })

  test.each<[string, Record<string, string>, string]>([
    ['ship', { carrier: 'PIGEON', trackingNumber: 'SF1234567890' }, '没有发货'],
    ['ship', { carrier: 'SF', trackingNumber: '1' }, '没有发货'],
    ['ship', { carrier: 'SF' }, '没有发货'],
    ['pack', { extra: 'x' }, '没有改动'],
    ['trace', { text: '  ', place: '' }, '没有添加'],
    ['refund/approve', {}, '没有改动'],
    ['refund/reject', { refundId: NOBODYS, answer: '' }, '没有拒绝'],
  ])('%s with %j: the page says what is wrong', async (path, fields, words) => {
    const { number } = await paidOrder()
    const response = await as('manager').post(at(number, path), fields)
    expect([response.statusCode, alertOf(response)]).toEqual([400, expect.stringContaining(words)])
    expect(response.body).toContain(`订单 ${number}`)
    expect(await eventsOf(number)).toEqual([])
  })

  test('without the key of the page, or with another’s, or from another site', async () => {
    const { number } = await paidOrder()
    const foreign = await as('service').formKey()
    for (const formKey of ['', 'x', foreign]) expect((await as('packer').post(at(number, 'pack'), { formKey })).statusCode).toBe(403)
    expect((await as('packer').send(at(number, 'pack'), '')).statusCode).toBe(403)
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null' }, {}] as Record<string, string>[]) {
      expect((await as('packer').post(at(number, 'pack'), {}, headers)).statusCode).toBe(403)
    }
    expect((await t.app.inject({ method: 'POST', url: at(number, 'pack'), cookies: as('packer').cookies, headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }, payload: '{}' })).statusCode).toBe(403)
    expect(await t.view(buyer, number)).toMatchObject({ status: 'paid' })
  })

  test('a step that came too late: the page says how the order stands by now', async () => {
    const { number } = await t.ordered(buyer, [await t.goods()])
    await t.call('POST', `/v1/orders/${number}/cancel`, { token: buyer.token })
    const response = await as('manager').post(at(number, 'cancel'))
    expect([response.statusCode, alertOf(response)]).toEqual([409, expect.stringContaining('订单现在是“已取消”')])
    expect(response.body).toContain(`订单 ${number}`)
    expect(await eventsOf(number)).toEqual([])
  })

  test('two who press at once: one does it, the other hears of it', async () => {
    const { number } = await paidOrder()
    const responses = await Promise.all([as('packer').post(at(number, 'pack')), as('manager').post(at(number, 'pack'))])
    expect(responses.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
    expect(await eventsOf(number)).toHaveLength(1)
  })

  test.each(['260520-00000-00000', 'nonsense', '%00'])('an order that is not there: %s', async (number) => {
    expect([400, 404]).toContain((await as('manager').get(at(number))).statusCode)
    expect([400, 404]).toContain((await as('manager').post(at(number, 'pack'))).statusCode)
  })

  test.each(['?tab=lost', '?cursor=made-up', '?done=everything', '?tab=done&tab=unpaid'])('a list with %s is answered with 400', async (query) => {
    expect((await as('manager').get(`/merchant/orders${query}`)).statusCode).toBe(400)
  })
})

describe('lists', () => {
  test('find an order by its number, or say that there is none', async () => {
    const { number } = await paidOrder()
    expect((await as('packer').get(`/merchant/orders?number=${number.toLowerCase()}`)).headers.location).toBe(at(number))
    const missing = await as('packer').get('/merchant/orders?number=260520-00000-00000')
    expect([missing.statusCode, alertOf(missing)]).toEqual([404, '没有订单 260520-00000-00000。'])
  })

  test('go on page by page, what waits longest first and what is over latest first', async () => {
    const { db } = t.database
    const [row] = await db.selectFrom('shop_order').selectAll().where('status', '=', 'cancelled').limit(1).execute()
    if (!row) throw new Error('no cancelled order')
    const base = t.clock.now() - 86_400_000
    for (const status of ['cancelled', 'refunding'] as const) {
      const copies = Array.from({ length: 120 }, (_, i) => ({
        ...row,
        id: `01890000-0000-7000-8000-${status === 'cancelled' ? 'a' : 'b'}${String(i).padStart(11, '0')}`,
        number: `${status === 'cancelled' ? '260101' : '260102'}-AAAAA-${String(i).padStart(5, '0')}`,
        idempotency_key: `${status}-${i}`,
        status,
        // Three at the same moment: the id decides.
        created_at: new Date(base + Math.floor(i / 3) * 1000),
      }))
      await db.insertInto('shop_order').values(copies).execute()
    }
    for (const [tab, status, isLatestFirst] of [['refunding', 'refunding', false], ['cancelled', 'cancelled', true]] as const) {
      const seen: string[] = []
      for (let url: string | undefined = `/merchant/orders?tab=${tab}`; url !== undefined; ) {
        const { body, statusCode }: { body: string; statusCode: number } = await as('packer').get(url)
        expect(statusCode).toBe(200)
        seen.push(...[...body.matchAll(/href="\/merchant\/orders\/([0-9A-Z-]+)"/g)].map(([, number = '']) => number))
        url = /rel="next" href="([^"]+)"/.exec(body)?.[1]?.replace(/&#38;/g, '&')
      }
      const direction = isLatestFirst ? 'desc' : 'asc'
      const rows = await db.selectFrom('shop_order').select('number').where('status', '=', status).orderBy('created_at', direction).orderBy('id', direction).execute()
      expect(seen).toEqual(rows.map(({ number }) => number))
    }
  })

  test('say how many wait', async () => {
    const before = Number(/待发货<b>(\d+)/.exec((await as('packer').get('/merchant/orders')).body)?.[1])
    await paidOrder()
    expect((await as('packer').get('/merchant/orders?tab=unpaid')).body).toContain(`待发货<b>${before + 1}</b>`)
  })
})

test('somebody signed in on two machines has a key for each', async () => {
  const other = new MerchantBrowser(t)
  await other.post('/merchant/sign-in', { token: as('packer').token })
  expect(await other.formKey()).not.toBe(await as('packer').formKey())
})
