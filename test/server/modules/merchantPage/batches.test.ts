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

const eventsOf = (batchId: string) => t.database.db.selectFrom('merchant_event').select(['operator', 'action', 'detail']).where('batch_id', '=', batchId).orderBy('id').execute()

test('a batch is counted anew, taken off sale and put back: the shop shows it, and the record says who', async () => {
  const { batchId, productId } = await t.goods({ units: 10 })
  const offer = async () => (await t.app.inject(`/v1/products/${productId}`)).json<{ offer: { stock: number } | null }>().offer
  const counted = await manager.post(`/merchant/batches/${batchId}/stock`, { seenOnShelf: '10', units: '7' })
  expect([counted.statusCode, counted.headers.location]).toEqual([303, `/merchant/batches/${batchId}?done=stock`])
  expect(wordsOf(await manager.get(String(counted.headers.location)))).toMatch(/库存已改。.*架上应有 7 件.*库存 10 → 7/)
  expect(await offer()).toMatchObject({ stock: 7 })
  await manager.post(`/merchant/batches/${batchId}/status`, { status: 'withdrawn' })
  expect(await offer()).toBeNull()
  await manager.post(`/merchant/batches/${batchId}/status`, { status: 'active' })
  expect(await offer()).toMatchObject({ stock: 7 })
  expect(await eventsOf(batchId)).toEqual([
    { operator: manager.name, action: 'adjustBatch', detail: { before: { stock: 10, status: 'active' }, after: { stock: 7, status: 'active' }, counted: 7, toPack: 0 } },
    { operator: manager.name, action: 'adjustBatch', detail: { before: { stock: 7, status: 'active' }, after: { stock: 7, status: 'withdrawn' } } },
    { operator: manager.name, action: 'adjustBatch', detail: { before: { stock: 7, status: 'withdrawn' }, after: { stock: 7, status: 'active' } } },
  ])
})

describe('units that are paid for and not packed are still on the shelf', () => {
  const shelf = async (batchId: string) => wordsOf(await manager.get(`/merchant/batches/${batchId}`))
  const count = (batchId: string, seenOnShelf: number, units: number) => manager.post(`/merchant/batches/${batchId}/stock`, { seenOnShelf: String(seenOnShelf), units: String(units) })
  const paid = async (goods: Awaited<ReturnType<typeof t.goods>>, quantity: number) => {
    const buyer = await t.buyer()
    const { number } = await t.paid(buyer, (await t.ordered(buyer, [{ ...goods, quantity }])).number)
    return { buyer, number }
  }

  test('the clerk counts them, and they are not sold twice', async () => {
    const goods = await t.goods({ units: 50 })
    await paid(goods, 5)
    await t.ordered(await t.buyer(), [{ ...goods, quantity: 3 }])
    expect(await shelf(goods.batchId)).toMatch(/架上应有 50 件.*可卖 42 件.*未付款占用 3 件.*已付款待打包 5 件/)
    expect((await count(goods.batchId, 50, 50)).statusCode).toBe(303)
    expect(await t.batch(goods.batchId)).toEqual({ stock: 45, reserved: 3 })
    expect((await count(goods.batchId, 50, 48)).statusCode).toBe(303)
    expect(await t.batch(goods.batchId)).toEqual({ stock: 43, reserved: 3 })
    expect((await eventsOf(goods.batchId)).at(-1)).toMatchObject({ detail: { counted: 48, toPack: 5, before: { stock: 45 }, after: { stock: 43 } } })
  })

  test('packed, they are gone from it; wanted back before, they are not', async () => {
    const goods = await t.goods({ units: 50 })
    const [first, second] = [await paid(goods, 5), await paid(goods, 2)]
    await manager.post(`/merchant/orders/${first.number}/pack`)
    await t.call('POST', `/v1/orders/${second.number}/refund`, { token: second.buyer.token, body: { reason: 'other' } })
    expect(await shelf(goods.batchId)).toMatch(/架上应有 45 件.*可卖 43 件.*已付款待打包 2 件/)
    await count(goods.batchId, 45, 44)
    expect(await t.batch(goods.batchId)).toEqual({ stock: 42, reserved: 0 })
  })

  test('sold since the page was opened: nothing has left the shelf, and the count is good', async () => {
    const goods = await t.goods({ units: 10 })
    await paid(goods, 4)
    expect((await count(goods.batchId, 10, 10)).statusCode).toBe(303)
    expect(await t.batch(goods.batchId)).toEqual({ stock: 6, reserved: 0 })
  })

  test('packed since the page was opened: it has to be counted again', async () => {
    const goods = await t.goods({ units: 10 })
    const { number } = await paid(goods, 4)
    await manager.post(`/merchant/orders/${number}/pack`)
    const response = await count(goods.batchId, 10, 12)
    expect([response.statusCode, alertOf(response)]).toEqual([409, expect.stringContaining('没有改动')])
    expect(wordsOf(response)).toContain('架上应有 6 件')
    expect(await eventsOf(goods.batchId)).toEqual([])
  })

  test('fewer than are paid for are not taken', async () => {
    const goods = await t.goods({ units: 10 })
    await paid(goods, 4)
    await t.ordered(await t.buyer(), [{ ...goods, quantity: 3 }])
    expect((await count(goods.batchId, 10, 6)).statusCode).toBe(409)
    expect((await count(goods.batchId, 10, 7)).statusCode).toBe(303)
    expect(await t.batch(goods.batchId)).toEqual({ stock: 3, reserved: 3 })
  })

  test('counted while ten pay: each unit is sold once', async () => {
    const goods = await t.goods({ units: 20 })
    const buyers = await Promise.all(Array.from({ length: 10 }, () => t.buyer()))
    await Promise.all(
      buyers.map(async (buyer) => {
        const { number } = await t.ordered(buyer, [goods])
        await t.startPay(buyer, number)
        await t.payAt(`${number}-1`)
      }),
    )
    const [responses] = await Promise.all([Promise.all(Array.from({ length: 5 }, () => count(goods.batchId, 20, 20))), t.pay.outbox.flush()])
    expect(responses.map(({ statusCode }) => statusCode)).toEqual(Array(5).fill(303))
    expect(await t.batch(goods.batchId)).toEqual({ stock: 10, reserved: 0 })
  })
})

test('never below what unpaid orders hold', async () => {
  const goods = await t.goods({ units: 5 })
  await t.ordered(await t.buyer(), [{ ...goods, quantity: 3 }])
  expect((await manager.post(`/merchant/batches/${goods.batchId}/stock`, { seenOnShelf: '5', units: '2' })).statusCode).toBe(409)
  expect(await t.batch(goods.batchId)).toEqual({ stock: 5, reserved: 3 })
})

test.each([
  ['stock', { seenOnShelf: '10', units: '-1' }],
  ['stock', { seenOnShelf: '10', units: '1.5' }],
  ['stock', { seenOnShelf: '10', units: '12345678' }],
  ['stock', { units: '1' }],
  ['status', { status: 'gone' }],
  ['status', {}],
])('%s with %j: the page says what is wrong', async (path, fields) => {
  const { batchId } = await t.goods()
  const response = await manager.post(`/merchant/batches/${batchId}/${path}`, fields)
  expect([response.statusCode, alertOf(response)]).toEqual([400, expect.stringContaining('没有改动')])
  expect(await eventsOf(batchId)).toEqual([])
})

test.each(['packer', 'service'] as const)('a %s has no business there', async (role) => {
  const { batchId } = await t.goods()
  const browser = await signInAs(t, role)
  for (const response of [await browser.get('/merchant/batches'), await browser.get(`/merchant/batches/${batchId}`), await browser.post(`/merchant/batches/${batchId}/stock`, { seenOnShelf: '10', units: '0' })]) {
    expect([response.statusCode, alertOf(response)]).toEqual([403, '您的角色不能做这件事。'])
  }
  expect((await browser.get('/merchant/record')).statusCode).toBe(403)
  expect((await browser.get('/merchant/orders')).body).not.toMatch(/\/merchant\/(batches|record)"/)
  expect(await t.batch(batchId)).toMatchObject({ stock: 10 })
})

test('the key of the page is asked for', async () => {
  const { batchId } = await t.goods()
  expect((await manager.post(`/merchant/batches/${batchId}/stock`, { seenOnShelf: '10', units: '0', formKey: 'x' })).statusCode).toBe(403)
  expect(await t.batch(batchId)).toMatchObject({ stock: 10 })
})

test('a batch that is not there', async () => {
  const url = '/merchant/batches/01890000-0000-7000-8000-000000000000'
  expect((await manager.get(url)).statusCode).toBe(404)
  expect((await manager.post(`${url}/stock`, { seenOnShelf: '1', units: '0' })).statusCode).toBe(404)
  expect((await manager.get('/merchant/batches/1')).statusCode).toBe(400)
})

test('the list goes on page by page, first expiring first, and finds by name and by code', async () => {
  for (let i = 0; i < 60; i += 1) await t.goods({ remainingDays: 20 + (i % 7) })
  const { body: first } = await manager.get('/merchant/batches')
  const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replace(/&#38;/g, '&') ?? ''
  const { body: second } = await manager.get(next)
  const ids = [first, second].flatMap((body) => [...body.matchAll(/href="\/merchant\/batches\/([0-9a-f-]{36})"/g)].map(([, id = '']) => id))
  const rows = await t.database.db.selectFrom('batch').select('id').orderBy('expires_on').orderBy('id').execute()
  expect(ids).toEqual(rows.slice(0, 100).map(({ id }) => id))
  const product = await t.database.db.selectFrom('product').select(['code', 'name']).limit(1).executeTakeFirstOrThrow()
  for (const q of [product.code, product.name.slice(1)]) expect((await manager.get(`/merchant/batches?q=${encodeURIComponent(q)}`)).body).toContain(product.name)
  expect(wordsOf(await manager.get('/merchant/batches?q=%22%3E%3Cb%3E'))).toContain('没有找到')
})

test('the record is there to read, page by page', async () => {
  const page = wordsOf(await manager.get('/merchant/record'))
  expect(page).toMatch(new RegExp(`${manager.name} 调整批次`))
  expect((await manager.get('/merchant/record?cursor=made-up')).statusCode).toBe(400)
})
