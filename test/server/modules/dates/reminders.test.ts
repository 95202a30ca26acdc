import { DateReminder, type DatePage } from '../../../../contract/dates'
import { NoticeList, type Notice } from '../../../../contract/sessions'
import { sendDueReminders } from '../../../../server/modules/dates/sendReminders'
import { sendDueMessages } from '../../../../server/modules/notices/sendMessages'
import { deliverOrder, packOrder, shipOrder } from '../../../../server/modules/orders/merchant/fulfilment'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { expectContract } from '../../../support/contract'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'

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

const NO_ID = '01890000-0000-7000-8000-000000000000'
const SEND = '/cgi-bin/message/subscribe/send'
const by = (number: string) => ({ operator: MANAGER, number })

interface Line {
  number: string
  batchId: string
}

/** A line at home, with this many days left of 200. */
async function atHome(remainingDays: number, of = buyer): Promise<Line> {
  const goods = await t.goods()
  const { number } = await t.ordered(of, [goods])
  await t.paid(of, number)
  await packOrder(t.deps, by(number))
  await shipOrder(t.deps, by(number), { carrier: 'SF', trackingNumber: 'SF1234567890' })
  await deliverOrder(t.deps, by(number))
  const expires_on = new Date(Date.parse('2026-05-20') + remainingDays * 86_400_000).toISOString().slice(0, 10)
  await t.database.db.updateTable('order_line').set({ expires_on }).where('batch_id', '=', goods.batchId).execute()
  return { number, batchId: goods.batchId }
}

const reminder = (method: 'PUT' | 'DELETE', { number, batchId }: Line, { token = buyer.token, body = { message: false } }: { token?: string; body?: object } = {}) =>
  t.call(method, `/v1/me/dates/${number}/${batchId}/reminder`, { token, ...(method === 'PUT' ? { body } : {}) })
const notices = async (token = buyer.token) => (await t.call('GET', '/v1/me/notices', { token })).json<NoticeList>()
const told = async (token = buyer.token) => (await notices(token)).items.flatMap((notice: Notice) => (notice.kind === 'bestBefore' ? [notice.batchId] : []))
const kept = async ({ batchId }: Line) => t.database.db.selectFrom('expiry_reminder').select('status').where('batch_id', '=', batchId).executeTakeFirst()
const message = async ({ batchId }: Line) => (await t.database.db.selectFrom('notice').select('message').where('batch_id', '=', batchId).where('kind', '=', 'bestBefore').executeTakeFirst())?.message
const shown = async () => (await t.call('GET', '/v1/me/dates', { token: buyer.token })).json<DatePage>()
const grant = (shopper: string) => t.wechat.inject({ method: 'POST', url: '/sandbox/subscriptions', payload: { shopper, templateIds: ['sandbox-reminder'] } })
const messages = async () => ((await t.wechat.inject('/sandbox/messages')).json<{ shopper: string; page: string; data: object }[]>()).filter(({ shopper }) => shopper === buyer.name)
const sends = async () => (await t.wechatCalls())[SEND] ?? 0

describe('PUT and DELETE /v1/me/dates/{number}/{batchId}/reminder', () => {
  test('sets it for the first of the last days, as often as it is said, and takes it back', async () => {
    const line = await atHome(40)
    expect((await shown()).items).toMatchObject([{ reminder: { on: '2026-06-22', status: 'off' } }])
    for (let times = 0; times < 2; times += 1) {
      const response = await reminder('PUT', line)
      expectContract(DateReminder, response.json())
      expect(response.json()).toEqual({ on: '2026-06-22', status: 'set' })
    }
    expect(await shown()).toMatchObject({ items: [{ reminder: { on: '2026-06-22', status: 'set' } }], messageTemplateId: 'sandbox-reminder' })
    for (let times = 0; times < 2; times += 1) expect((await reminder('DELETE', line)).statusCode).toBe(204)
    expect((await shown()).items).toMatchObject([{ reminder: { status: 'off' } }])
  })

  test('on the date itself there is nothing to be in time for', async () => {
    const line = await atHome(0)
    expect((await shown()).items).toMatchObject([{ reminder: null }])
    expect((await reminder('PUT', line)).json()).toMatchObject({ status: 409, code: 'reminder_too_late' })
  })

  test("somebody else's line and none are 404, a bad shape 400, no session 401", async () => {
    const line = await atHome(40)
    const stranger = await t.buyer()
    for (const method of ['PUT', 'DELETE'] as const) {
      expect((await reminder(method, line, { token: stranger.token })).statusCode).toBe(404)
      expect((await reminder(method, { ...line, batchId: NO_ID })).statusCode).toBe(404)
      expect((await t.call(method, `/v1/me/dates/${line.number}/${line.batchId}/reminder`, method === 'PUT' ? { body: { message: true } } : {})).statusCode).toBe(401)
    }
    expect((await reminder('PUT', line, { body: {} })).statusCode).toBe(400)
    expect((await reminder('PUT', line, { body: { message: 'yes' } })).statusCode).toBe(400)
    expect(await kept(line)).toBeUndefined()
  })
})

describe('the sweep', () => {
  test('tells once, on the day, from nine in the morning on', async () => {
    const line = await atHome(8)
    await reminder('PUT', line)
    t.clock.set('2026-05-22T08:59:00+08:00')
    await sweepOrders(t.deps)
    expect(await told()).toEqual([])
    t.clock.set('2026-05-22T09:00:00+08:00')
    for (let times = 0; times < 3; times += 1) await sweepOrders(t.deps)
    const list = await notices()
    expectContract(NoticeList, list)
    expect(list.items.filter(({ kind }) => kind === 'bestBefore')).toMatchObject([{ batchId: line.batchId, orderNumber: line.number, expiresOn: '2026-05-28', remainingDays: 6, isRead: false }])
    expect((await shown()).items).toMatchObject([{ reminder: { status: 'sent' } }])
  })

  test('tells it later when the shop was closed on the day, and not once the date is past', async () => {
    const [late, gone] = [await atHome(5), await atHome(2)]
    await reminder('PUT', late)
    await reminder('PUT', gone)
    t.clock.set('2026-05-24T12:00:00+08:00')
    await sweepOrders(t.deps)
    expect(await told()).toEqual([late.batchId])
    expect(await kept(gone)).toMatchObject({ status: 'missed' })
  })

  test('by two instances, five times each at once: one notice, one message', async () => {
    const other = await t.instance()
    const line = await atHome(5)
    await grant(buyer.name)
    await grant(buyer.name)
    await reminder('PUT', line, { body: { message: true } })
    t.clock.set('2026-05-24T12:00:00+08:00')
    const both = Array.from({ length: 5 }, () => [t.deps, other.buying]).flat()
    await Promise.all(both.map((deps) => sendDueReminders(deps)))
    await Promise.all(both.map((deps) => sendDueMessages(deps)))
    await other.close()
    expect(await told()).toEqual([line.batchId])
    expect(await messages()).toHaveLength(1)
  })

  test('leaves out what was eaten or is on its way back', async () => {
    const [eaten, back] = [await atHome(5), await atHome(5)]
    for (const line of [eaten, back]) await reminder('PUT', line)
    await t.call('PUT', `/v1/me/dates/${eaten.number}/${eaten.batchId}/finished`, { token: buyer.token })
    await t.call('POST', `/v1/orders/${back.number}/refund`, { token: buyer.token, body: { reason: 'damaged' } })
    t.clock.set('2026-05-24T12:00:00+08:00')
    await sweepOrders(t.deps)
    expect(await told()).toEqual([])
  })
})

describe('the message in WeChat', () => {
  const due = async (hasGrant: boolean) => {
    const line = await atHome(5)
    if (hasGrant) await grant(buyer.name)
    await reminder('PUT', line, { body: { message: true } })
    t.clock.set('2026-05-24T12:00:00+08:00')
    return line
  }

  test('says what, until when and how long, and opens the list', async () => {
    const line = await due(true)
    await sweepOrders(t.deps)
    expect(await messages()).toMatchObject([{ page: 'packages/trade/dates/index', data: { date2: '2026年5月25日', thing3: '还剩 1 天，记得吃' } }])
    expect(await kept(line)).toEqual({ status: 'sent' })
    expect(await message(line)).toBe('sent')
  })

  test('refused by WeChat (43101) it is not tried again, and the notice stands', async () => {
    const line = await due(false)
    const before = await sends()
    for (let times = 0; times < 3; times += 1) {
      await sweepOrders(t.deps)
      t.clock.advance(60 * 60_000)
    }
    expect(await sends()).toBe(before + 1)
    expect(await kept(line)).toEqual({ status: 'sent' })
    expect(await message(line)).toBe('refused')
    expect(await told()).toEqual([line.batchId])
  })

  test('with WeChat busy it is sent later', async () => {
    const line = await due(true)
    // Twice: the client asks again by itself.
    await t.fault({ path: SEND, errcode: -1, times: 2 })
    await sweepOrders(t.deps)
    expect(await kept(line)).toEqual({ status: 'sent' })
    expect(await message(line)).toBe('due')
    t.clock.advance(10 * 60_000)
    await sweepOrders(t.deps)
    expect(await messages()).toHaveLength(1)
  })

  test('without an answer it may have arrived, and is not repeated', async () => {
    const line = await due(true)
    await t.fault({ path: SEND, drop: true, times: 1 })
    const before = await sends()
    await sweepOrders(t.deps)
    t.clock.advance(60 * 60_000)
    await sweepOrders(t.deps)
    expect(await sends()).toBe(before + 1)
    expect(await kept(line)).toEqual({ status: 'sent' })
    expect(await message(line)).toBe('unsure')
  })

  test('without a template nothing is asked of WeChat', async () => {
    const { reminders } = t.app.config.wechat
    t.app.config.wechat.reminders = null
    try {
      const line = await due(true)
      expect(await shown()).toMatchObject({ messageTemplateId: null })
      await sweepOrders(t.deps)
      expect(await kept(line)).toEqual({ status: 'sent' })
    expect(await message(line)).toBe('none')
      expect(await told()).toEqual([line.batchId])
    } finally {
      t.app.config.wechat.reminders = reminders
    }
  })
})
