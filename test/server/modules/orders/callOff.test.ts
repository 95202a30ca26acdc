import type { Order } from '../../../../contract/orders'
import { Order as OrderSchema } from '../../../../contract/orders'
import { COMMANDS, USAGE } from '../../../../server/commands/merchantCommands'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { expectContract } from '../../../support/contract'
import { alertOf, signInAs, wordsOf } from '../../../support/merchantPage'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'

let t: OrderApp
let buyer: Buyer
let service: Awaited<ReturnType<typeof signInAs>>
jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
  buyer = await t.buyer()
  service = await signInAs(t, 'service')
})
afterAll(() => t.close())
afterEach(() => t.expectSoundStock())

const WORDS = '这一批冷库断电，不能发给您了'
const at = (number: string, path = '') => `/merchant/orders/${number}${path && `/${path}`}`
const paidOrder = async () => {
  const goods = await t.goods({ units: 10 })
  const order: Order = await t.paid(buyer, (await t.ordered(buyer, [{ ...goods, quantity: 2 }])).number)
  return { goods, number: order.number }
}
const callOff = (number: string, answer = WORDS) => service.post(at(number, 'call-off'), { answer })
const settle = async () => {
  await sweepOrders(t.deps)
  expect((await t.pay.outbox.flush()).every((status) => status === 204)).toBe(true)
}
const eventsOf = (number: string) => t.database.db.selectFrom('merchant_event').select(['operator', 'action', 'detail']).where('order_number', '=', number).orderBy('id').execute()

test.each(['paid', 'packed'])('a %s order that cannot be sent: the money goes back, the shopper reads why, and the record says who', async (status) => {
  const { number } = await paidOrder()
  if (status === 'packed') await (await signInAs(t, 'packer')).post(at(number, 'pack'))
  expect((await callOff(number, ` ${WORDS} `)).headers.location).toBe(`${at(number)}?done=callOff`)
  const order = await t.view(buyer, number)
  expectContract(OrderSchema, order)
  expect(order).toMatchObject({ status: 'refunding', refund: { kind: 'calledOff', status: 'approved', answer: WORDS, reason: null, amountCents: 1400 } })
  await settle()
  expect(await t.view(buyer, number)).toMatchObject({ status: 'refunded', refund: { status: 'succeeded', answer: WORDS } })
  const events = await eventsOf(number)
  expect(events.at(-1)).toEqual({ operator: service.name, action: 'callOff', detail: { from: status } })
  expect(wordsOf(await service.get(at(number)))).toMatch(new RegExp(`商家无法发货.*${WORDS}`))
})

test('nobody knows whether the goods are there: they come back by counting, not by themselves', async () => {
  const { goods, number } = await paidOrder()
  const manager = await signInAs(t, 'manager')
  const shelf = async () => wordsOf(await manager.get(`/merchant/batches/${goods.batchId}`))
  expect(await shelf()).toContain('架上应有 10 件')
  await callOff(number)
  expect(await shelf()).toMatch(/架上应有 8 件.*待打包 0 件/)
  await settle()
  expect(await t.batch(goods.batchId)).toEqual({ stock: 8, reserved: 0 })
})

test('by the command line as well', async () => {
  const { number } = await paidOrder()
  await COMMANDS['call-off']?.(t.deps, MANAGER, [number, '发不了', '抱歉'])
  expect(await t.view(buyer, number)).toMatchObject({ status: 'refunding', refund: { kind: 'calledOff', answer: '发不了 抱歉' } })
  await expect(COMMANDS['call-off']?.(t.deps, MANAGER, [number])).rejects.toThrow(USAGE)
})

test('of an unpaid and of a shipped order, and twice, it comes too late or too early', async () => {
  const unpaid = await t.ordered(buyer, [await t.goods()])
  expect((await callOff(unpaid.number)).statusCode).toBe(409)
  const { number } = await paidOrder()
  await COMMANDS['ship']?.(t.deps, MANAGER, [number, 'SF', 'SF1234567890'])
  expect((await callOff(number)).statusCode).toBe(409)
  const twice = (await paidOrder()).number
  const responses = await Promise.all([callOff(twice), callOff(twice)])
  expect(responses.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
})

test('by a packer, and without words', async () => {
  const { number } = await paidOrder()
  const packer = await signInAs(t, 'packer')
  const refused = await packer.post(at(number, 'call-off'), { answer: WORDS })
  expect([refused.statusCode, alertOf(refused)]).toEqual([403, '您的角色不能做这件事。'])
  expect((await packer.get(at(number))).body).not.toContain('发不了货')
  const empty = await callOff(number, '  ')
  expect([empty.statusCode, alertOf(empty)]).toEqual([400, expect.stringContaining('没有退款')])
  expect(await t.view(buyer, number)).toMatchObject({ status: 'paid', refund: null })
})

test('the shopper wanted the money at the same moment: one of the two is noted', async () => {
  const { number } = await paidOrder()
  const [called, asked] = await Promise.all([callOff(number), t.call('POST', `/v1/orders/${number}/refund`, { token: buyer.token, body: { reason: 'other' } })])
  expect([called.statusCode, asked.statusCode]).toEqual(called.statusCode === 303 ? [303, 409] : [409, 200])
  expect(await t.view(buyer, number)).toMatchObject({ status: 'refunding' })
})
