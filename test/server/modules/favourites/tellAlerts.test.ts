import { NoticeList } from '../../../../contract/sessions'
import { changedAlerts, tellAlerts } from '../../../../server/modules/favourites/tellAlerts'
import { sendDueMessages } from '../../../../server/modules/notices/sendMessages'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { alerting } from '../../../support/alerts'
import { expectContract } from '../../../support/contract'
import { buildOrderApp, type Goods, type OrderApp } from '../../../support/orders'

let t: OrderApp
let a: ReturnType<typeof alerting>
let goods: Goods
let shopper: string
let token: string
let shoppers = 0

beforeAll(async () => {
  t = await buildOrderApp()
  a = alerting(t)
  t.clock.set('2026-05-20T10:00:00+08:00')
})
afterAll(() => t.close())
beforeEach(async () => {
  shoppers += 1
  shopper = `alerted ${shoppers}`
  token = (await t.signUp(shopper)).token
  goods = await t.goods()
})

const sweep = () => sweepOrders(t.deps)
/** The next day at this time: clocks go forward alone. */
const nextDayAt = (time: string) => t.clock.set(`${new Date(t.clock.now() + 32 * 3_600_000).toISOString().slice(0, 10)}T${time}:00+08:00`)
const kinds = async () => (await a.told(token)).map(({ kind }) => kind)

describe('the price', () => {
  test('that fell is told once, with what it was', async () => {
    await a.set(token, goods)
    await sweep()
    expect(await kinds()).toEqual([])
    await a.move(goods, { list_price_cents: 800 })
    for (let times = 0; times < 3; times += 1) await sweep()
    const list = (await t.call('GET', '/v1/me/notices', { token })).json<NoticeList>()
    expectContract(NoticeList, list)
    expect(list.items).toMatchObject([{ kind: 'priceFell', productId: goods.productId, fromCents: 700, priceCents: 560, expiresOn: expect.any(String), isRead: false }])
  })

  test('that fell twice between two sweeps is one notice, with the newest', async () => {
    await a.set(token, goods)
    await a.move(goods, { list_price_cents: 800 })
    await a.move(goods, { list_price_cents: 600 })
    await sweep()
    expect(await a.told(token)).toMatchObject([{ fromCents: 700, priceCents: 420 }])
  })

  test('that rises is noted without a word, and the next fall is measured by it', async () => {
    await a.set(token, goods)
    await a.move(goods, { list_price_cents: 1200 })
    await sweep()
    expect(await kinds()).toEqual([])
    await a.move(goods, { list_price_cents: 1100 })
    await sweep()
    expect(await a.told(token)).toMatchObject([{ kind: 'priceFell', fromCents: 840, priceCents: 770 }])
  })

  test('that steps down at midnight is told in the morning', async () => {
    // The default ladder steps at half of the shelf life.
    const near = await t.goods({ remainingDays: 101 })
    await a.set(token, near)
    for (const [time, news] of [['00:30', 0], ['08:59', 0], ['09:00', 1]] as const) {
      if (time === '00:30') {
        nextDayAt('00:00')
        nextDayAt('00:30')
      } else t.clock.set(`${new Date(t.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)}T${time}:00+08:00`)
      await sweep()
      expect(await kinds()).toHaveLength(news)
    }
  })
})

describe('stock', () => {
  test('is told only after it was out, once each time', async () => {
    await a.set(token, goods)
    await a.move(goods, { stock: 20 })
    await sweep()
    expect(await kinds()).toEqual([])
    for (let times = 1; times <= 2; times += 1) {
      await a.move(goods, { stock: 0 })
      await sweep()
      await a.move(goods, { stock: 5 })
      await sweep()
      await sweep()
      expect(await kinds()).toEqual(Array(times).fill('backInStock'))
    }
  })

  test('of what was sold out as the alert was set comes back at its price', async () => {
    await a.move(goods, { stock: 0 })
    await a.set(token, goods)
    await sweep()
    await a.move(goods, { stock: 3 })
    await sweep()
    expect(await a.told(token)).toMatchObject([{ kind: 'backInStock', fromCents: null, priceCents: 700 }])
  })

  test('that is gone again before the sweep is not told', async () => {
    await a.move(goods, { stock: 0 })
    await a.set(token, goods)
    await a.move(goods, { stock: 3 })
    await a.move(goods, { stock: 0 })
    await sweep()
    expect(await kinds()).toEqual([])
  })
})

test('last days are told once for a date, and again for the next batch', async () => {
  const { productId, batchId } = await t.goods({ remainingDays: 9, minDaysAtDelivery: 0 })
  const soon = { ...goods, productId, batchId }
  await a.set(token, soon)
  // Not from the first day that is seen: 2026-05-20 plus what earlier tests let pass.
  for (let day = 0; day < 6; day += 1) {
    nextDayAt('10:00')
    await sweep()
    await sweep()
  }
  const last = (await a.told(token)).filter(({ kind }) => kind === 'lastDays')
  expect(last).toHaveLength(1)
  expect(last[0]?.productId).toBe(productId)
})

describe('not told', () => {
  const fall = () => a.move(goods, { list_price_cents: 500 })

  test('once the alert was taken back', async () => {
    await a.set(token, goods)
    await fall()
    await a.drop(token, goods)
    await sweep()
    expect(await kinds()).toEqual([])
  })

  test('to whoever took his consent back, until he agrees again', async () => {
    await a.set(token, goods)
    await fall()
    const { db } = t.database
    const owner = db.selectFrom('favourite_alert').select('user_id').where('product_id', '=', goods.productId)
    const consent = (version: string | null) => db.updateTable('user_account').set({ consent_version: version }).where('id', 'in', owner).execute()
    const { consent_version: given } = await db.selectFrom('user_account').select('consent_version').where('id', 'in', owner).executeTakeFirstOrThrow()
    await consent(null)
    await sweep()
    expect(await kinds()).toEqual([])
    await consent(given)
    await sweep()
    expect(await kinds()).toEqual(['priceFell'])
  })

  test('to an account that is closed', async () => {
    await a.set(token, goods)
    await fall()
    await t.call('POST', '/v1/me/proof', { token, body: { code: await t.wxLogin(shopper) } })
    expect((await t.call('POST', '/v1/me/deletion', { token })).statusCode).toBe(200)
    await sweep()
    expect(await t.database.db.selectFrom('notice').select('id').where('product_id', '=', goods.productId).execute()).toEqual([])
  })

  test('in the evening, but the next morning, if it still holds', async () => {
    await a.set(token, goods)
    nextDayAt('21:00')
    await fall()
    await sweep()
    expect(await kinds()).toEqual([])
    // What needs no word is noted at night as well.
    await a.move(goods, { stock: 0 })
    await sweep()
    await a.move(goods, { stock: 1 })
    nextDayAt('09:00')
    await sweep()
    expect(await kinds()).toEqual(['backInStock'])
  })
})

test('by two instances, five times each at once: one notice and one message for each shopper', async () => {
  const other = await t.instance()
  const second = await t.signUp(`${shopper} too`)
  for (const [name, as] of [[shopper, token], [`${shopper} too`, second.token]] as const) {
    await a.grant(name)
    await a.grant(name)
    await a.set(as, goods, true)
  }
  await a.move(goods, { list_price_cents: 900 })
  const both = Array.from({ length: 5 }, () => [t.deps, other.buying]).flat()
  await Promise.all(both.map((deps) => tellAlerts(deps)))
  await Promise.all(both.map((deps) => sendDueMessages(deps)))
  await other.close()
  for (const [name, as] of [[shopper, token], [`${shopper} too`, second.token]] as const) {
    expect(await a.told(as)).toHaveLength(1)
    expect(await a.messages(name)).toHaveLength(1)
  }
})

test('an alert that is taken back and set while others sweep never tells twice', async () => {
  await a.set(token, goods)
  await a.move(goods, { list_price_cents: 900 })
  await Promise.all([tellAlerts(t.deps), a.drop(token, goods), tellAlerts(t.deps), a.set(token, goods), tellAlerts(t.deps)])
  await sweep()
  expect((await kinds()).length).toBeLessThanOrEqual(1)
})

describe('the message in WeChat', () => {
  test('says what, for how much and why, opens the product, and spends what was allowed', async () => {
    await a.grant(shopper)
    await a.set(token, goods, true)
    await a.move(goods, { list_price_cents: 900 })
    await sweep()
    expect(await a.messages(shopper)).toMatchObject([
      { templateId: 'sandbox-alert', page: `pages/product/index?id=${goods.productId}`, data: { thing1: expect.stringContaining('低温鲜牛奶'), amount2: '¥6.30', thing3: expect.stringMatching(/^降了 ¥0\.70，剩 \d+ 天$/) } },
    ])
    // The next news is a notice alone.
    await a.grant(shopper)
    await a.move(goods, { list_price_cents: 800 })
    await sweep()
    expect(await kinds()).toEqual(['priceFell', 'priceFell'])
    expect(await a.messages(shopper)).toHaveLength(1)
  })

  test('that WeChat could not take for a day is no news any more', async () => {
    await a.grant(shopper)
    await a.set(token, goods, true)
    await a.move(goods, { list_price_cents: 900 })
    await tellAlerts(t.deps)
    nextDayAt('21:30')
    await sendDueMessages(t.deps)
    nextDayAt('10:00')
    await sendDueMessages(t.deps)
    expect(await a.messages(shopper)).toEqual([])
    expect(await kinds()).toEqual(['priceFell'])
  })
})

test('what was handled is not found again', async () => {
  await a.set(token, goods)
  await a.move(goods, { list_price_cents: 1500 })
  await sweep()
  for (const isQuiet of [true, false]) expect(await changedAlerts(t.database.db, { isQuiet }).execute()).toEqual([])
})
