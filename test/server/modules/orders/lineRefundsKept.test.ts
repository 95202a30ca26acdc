import { sql, type Kysely } from 'kysely'
import type { Order } from '../../../../contract/orders'
import { PersonalData, type PersonalData as Data } from '../../../../contract/privacy'
import { COMMANDS } from '../../../../server/commands/merchantCommands'
import { up } from '../../../../server/migrations/0026_refund_lines'
import { COOL_OFF_MS } from '../../../../server/modules/identity/deletions'
import { deliverOrder, shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { approveRefund } from '../../../../server/modules/orders/merchant/refunds'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { eraseDue } from '../../../../server/modules/privacy/eraseDue'
import { expectContract } from '../../../support/contract'
import { signInAs, wordsOf } from '../../../support/merchantPage'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'

/** The reference shop takes none. */
jest.mock('../../../../domain/freight', () => ({ freightOf: () => 800 }))

const MINUTE_MS = 60_000

let t: OrderApp
let buyer: Buyer
jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
})
afterAll(() => t.close())
beforeEach(async () => {
  buyer = await t.buyer()
})

const by = (number: string) => ({ operator: MANAGER, number })
const ask = (number: string, body: object) => t.call('POST', `/v1/orders/${number}/refund`, { token: buyer.token, body: { reason: 'damaged', ...body } })
const idOf = async (number: string) => (await t.database.db.selectFrom('shop_order').select('id').where('number', '=', number).executeTakeFirstOrThrow()).id

/** Two of one kind and one of another, at the shopper's door. */
async function delivered() {
  const [pot, tea] = [await t.goods(), await t.goods()]
  const { number } = await t.paid(buyer, (await t.ordered(buyer, [{ ...pot, quantity: 2 }, tea])).number)
  await shipOrder(t.deps, by(number), { carrier: 'SF', trackingNumber: 'SF1234567890' })
  await deliverOrder(t.deps, by(number))
  return { number, pot: pot.batchId, tea: tea.batchId }
}

async function paidBack(number: string) {
  await approveRefund(t.deps, by(number))
  await sweepOrders(t.deps)
  await t.pay.outbox.flush()
}

test('the merchant sees the goods and the money of each wish, on his page and on the command line', async () => {
  const { number, pot } = await delivered()
  await ask(number, { lines: [{ batchId: pot, quantity: 1 }] })
  const [{ name = '' } = {}] = (await t.view(buyer, number)).lines
  const service = await signInAs(t, 'service')
  const page = async () => wordsOf(await service.get(`/merchant/orders/${number}`))
  expect(await page()).toMatch(new RegExp(`金额 ¥7.00 货品 ${name}.* × 1，¥7.00 .*确认退 ¥7.00`))
  await paidBack(number)
  t.clock.advance(MINUTE_MS)
  await ask(number, {})
  expect(await page()).toMatch(/等待处理.*¥22.00.*× 1，¥7.00.*× 1，¥7.00.*运费，¥8.00.*已退回.*¥7.00/)
  expect(((await COMMANDS['show']?.(t.deps, MANAGER, [number])) ?? []).join('\n')).toMatch(new RegExp(`退款： ¥22.00 requested damaged\\n {2}1 × ${name}.*¥7.00\\n.*\\n {2}运费 {2}¥8.00\\n退款： ¥7.00 succeeded`))
})

describe('a part that WeChat does not carry out', () => {
  const decide = (number: string, fate: string) => t.pay.app.inject({ method: 'PUT', url: '/sandbox/refund-fate', payload: { tradeNo: `${number}-1`, fate } })
  const sentBack = async (number: string) => (await t.refunds()).filter(({ tradeNo, status }) => tradeNo.startsWith(number) && status === 'SUCCESS').map(({ amountCents }) => amountCents)
  const run = (...args: string[]) => COMMANDS['refund']?.(t.deps, MANAGER, args)
  const stuck = async (fate: string) => {
    const made = await delivered()
    await ask(made.number, { lines: [{ batchId: made.pot, quantity: 1 }] })
    await decide(made.number, fate)
    await paidBack(made.number)
    await decide(made.number, 'SUCCESS')
    return made
  }

  test.each(['NOT_ENOUGH', 'ABNORMAL', 'CLOSED'])('%s: given back otherwise, the order goes on, and the rest goes by WeChat', async (fate) => {
    const { number } = await stuck(fate)
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunding', lines: [{ returnedQuantity: 0 }, {}] })
    await run('returned', number, '已转账')
    expect(await t.view(buyer, number)).toMatchObject({ status: 'delivered', refundableCents: 2200, refund: { status: 'returned' }, lines: [{ returnedQuantity: 1 }, { returnedQuantity: 0 }] })
    t.clock.advance(MINUTE_MS)
    await ask(number, {})
    await paidBack(number)
    expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refundableCents: 0 })
    expect(await sentBack(number)).toEqual([2200])
  })

  test.each(['NOT_ENOUGH', 'CLOSED'])('%s: once more, and the part goes back once', async (fate) => {
    const { number } = await stuck(fate)
    await run('retry', number)
    await sweepOrders(t.deps)
    await t.pay.outbox.flush()
    expect(await t.view(buyer, number)).toMatchObject({ status: 'delivered', refund: { status: 'succeeded', amountCents: 700 }, lines: [{ returnedQuantity: 1 }, {}] })
    expect(await sentBack(number)).toEqual([700])
  })
})

test('the database itself refuses a second refund of a payment while there is one', async () => {
  const { number, pot } = await delivered()
  await ask(number, { lines: [{ batchId: pot, quantity: 1 }] })
  const { db } = t.database
  const row = await db.selectFrom('refund').selectAll().where('order_id', '=', await idOf(number)).executeTakeFirstOrThrow()
  const another = { ...row, id: '01890000-0000-7000-8000-00000000000b', refund_no: 'another' }
  await expect(db.insertInto('refund').values(another).execute()).rejects.toThrow(/refund_one_at_a_time/)
})

test('more than is left of the payment is refused, whatever the lines say', async () => {
  const { number, pot } = await delivered()
  // Somebody has put the price up behind the order's back.
  await t.database.db.updateTable('order_line').set({ price_cents: 2000 }).where('batch_id', '=', pot).execute()
  expect((await ask(number, { lines: [{ batchId: pot, quantity: 2 }] })).json()).toMatchObject({ code: 'order_state_conflict' })
  expect(await t.view(buyer, number)).toMatchObject({ status: 'delivered', refund: null })
})

test('what went back whole, before there were lines, is known line by line', async () => {
  const whole = await delivered()
  await ask(whole.number, {})
  await paidBack(whole.number)
  // Paid twice: the second time goes back, and no goods with it.
  const twice = (await t.ordered(buyer, [await t.goods()])).number
  await t.startPay(buyer, twice)
  await t.database.db.updateTable('payment').set({ status: 'closed' }).where('trade_no', '=', `${twice}-1`).execute()
  await t.startPay(buyer, twice, { channel: 'h5' })
  await t.payAt(`${twice}-1`)
  await t.payAt(`${twice}-2`)
  for (let i = 0; i < 2; i += 1) await t.pay.outbox.flush()
  const view = async () => [await t.view(buyer, whole.number), await t.view(buyer, twice)]
  const before: Order[] = await view()
  expect(before).toMatchObject([{ status: 'refunded', lines: [{ returnedQuantity: 2 }, { returnedQuantity: 1 }] }, { status: 'paid', refund: { kind: 'doublePayment', lines: [] }, refundableCents: 1500 }])

  const { db } = t.database
  await sql`drop table refund_line`.execute(db)
  await sql`drop index refund_one_at_a_time`.execute(db)
  await sql`alter table refund drop column trying_since`.execute(db)
  await sql`create index refund_once on refund (payment_id)`.execute(db)
  await up(db as unknown as Kysely<unknown>)
  expect(await view()).toEqual(before)
})

test('security 25: the export has the lines of each refund; the erasure keeps them for the books, and nothing that says whose they were', async () => {
  const { number, pot } = await delivered()
  await ask(number, { lines: [{ batchId: pot, quantity: 1 }], note: '是我妈妈收的' })
  await paidBack(number)
  await t.call('POST', `/v1/orders/${number}/receipt`, { token: buyer.token })
  const data = (await t.call('GET', '/v1/me/export', { token: buyer.token })).json<Data>()
  expectContract(PersonalData, data)
  expect(data.orders).toMatchObject([{ number, lines: [{ batchId: pot, returnedQuantity: 1 }, { returnedQuantity: 0 }], refunds: [{ amountCents: 700, note: '是我妈妈收的', lines: [{ batchId: pot, quantity: 1, amountCents: 700 }] }] }])
  const orderId = await idOf(number)
  await t.call('POST', '/v1/me/deletion', { token: buyer.token })
  t.clock.advance(COOL_OFF_MS)
  expect(await eraseDue({ db: t.database.db, clock: t.clock, vault: t.app.vault, dataDir: t.app.config.dataDir, log: t.app.log })).toBe(1)
  const rows = await t.database.db.selectFrom('refund_line as l').innerJoin('refund as r', 'r.id', 'l.refund_id').select(['l.quantity', 'l.amount_cents', 'r.note']).where('r.order_id', '=', orderId).execute()
  expect(rows).toEqual([{ quantity: 1, amount_cents: 700, note: null }])
})
