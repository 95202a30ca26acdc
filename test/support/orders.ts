import type { Address } from '../../contract/addresses'
import type { Order } from '../../contract/orders'
import type { PaymentStarted } from '../../contract/payments'
import { todayInShanghai } from '../../domain/calendarDay'
import { newId } from '../../server/ids'
import type { OrderDeps } from '../../server/modules/orders/deps'
import type { Operator } from '../../server/modules/orders/merchant/roles'
import { buildPaySandbox, type PaySandbox } from '../../server/sandbox/wechatPay/app'
import { batchWith, productEntry, stock } from './catalogue'
import { buildIdentityApp, type IdentityApp } from './identity'

export interface Buyer {
  name: string
  token: string
  userId: string
  addressId: string
}

export interface Goods {
  batchId: string
  productId: string
  priceCents: number
}

/** One of the merchant's people who may do everything. */
export const MANAGER: Operator = { name: 'lin', role: 'manager' }

type Response = Awaited<ReturnType<IdentityApp['call']>>

export interface OrderApp extends IdentityApp {
  pay: PaySandbox
  /** What the services work with, over the same database, clock and stand-ins. */
  deps: OrderDeps
  /** A member with a verified number and an address (in Shanghai unless `regionCode` says otherwise). */
  buyer(name?: string, regionCode?: string): Promise<Buyer>
  /** A product with one batch: 100 days left of 200 unless said otherwise, so not near its date, at 700 cents. */
  goods(values?: { units?: number; remainingDays?: number; listPriceCents?: number; minDaysAtDelivery?: number }): Promise<Goods>
  order(buyer: Buyer, lines: (Goods & { quantity?: number })[], options?: { key?: string; body?: object }): Promise<Response>
  ordered(buyer: Buyer, lines: (Goods & { quantity?: number })[]): Promise<Order>
  startPay(buyer: Buyer, number: string, body?: object): Promise<Response>
  /** Begins to pay, pays at the stand-in, and lets the notice through. */
  paid(buyer: Buyer, number: string): Promise<Order>
  /** The shopper pays at the cashier; the notice waits for `pay.outbox.flush()`. */
  payAt(tradeNo: string, options?: { outcome?: 'success' | 'fail'; notices?: number }): Promise<boolean>
  payFault(fault: object): Promise<void>
  payCalls(): Promise<Record<string, number>>
  refunds(): Promise<{ tradeNo: string; amountCents: number; status: string }[]>
  view(buyer: Buyer, number: string): Promise<Order>
  batch(id: string): Promise<{ stock: number; reserved: number }>
  /** What every test may ask at its end: reserved equals what unpaid orders hold, and nothing is below zero. */
  expectSoundStock(): Promise<void>
}

let made = 0

export async function buildOrderApp({ env }: { env?: NodeJS.ProcessEnv } = {}): Promise<OrderApp> {
  let sandbox: PaySandbox | null = null
  let app: IdentityApp | null = null
  const t = (app = await buildIdentityApp({
    env: { LOG_LEVEL: 'silent', ...env },
    deps: async (clock) => {
      sandbox = await buildPaySandbox({
        clock,
        holdNotices: true,
        deliver: async ({ headers, body }) => {
          if (!app) throw new Error('a notice before the shop is there')
          return (await app.app.inject({ method: 'POST', url: '/v1/payments/wechat/notify', headers, payload: body })).statusCode
        },
      })
      return { paySandbox: sandbox.settings(await sandbox.app.listen({ host: '127.0.0.1', port: 0 })) }
    },
  }))
  const pay = sandbox as unknown as PaySandbox
  const deps = t.app.buying
  const atCashier = async (method: 'POST' | 'PUT', url: string, body: object) => pay.app.inject({ method, url, payload: body, headers: { 'content-type': 'application/json' } })
  const { db } = t.database

  const view: OrderApp['view'] = async (buyer, number) => (await t.call('GET', `/v1/orders/${number}`, { token: buyer.token })).json()
  const order: OrderApp['order'] = (buyer, lines, { key = newId(), body = {} } = {}) =>
    t.call('POST', '/v1/orders', {
      token: buyer.token,
      headers: { 'idempotency-key': key },
      body: { lines: lines.map(({ batchId, priceCents, quantity = 1 }) => ({ batchId, priceCents, quantity })), addressId: buyer.addressId, ...body },
    })
  const startPay: OrderApp['startPay'] = (buyer, number, body = { channel: 'weapp' }) => t.call('POST', `/v1/orders/${number}/payments`, { token: buyer.token, body })
  const payAt: OrderApp['payAt'] = async (tradeNo, options = {}) => (await atCashier('POST', '/sandbox/pay', { tradeNo, ...options })).json<{ paid: boolean }>().paid

  return {
    ...t,
    pay,
    deps,
    order,
    startPay,
    payAt,
    view,
    buyer: async (name = `buyer ${(made += 1)}`, regionCode = '310101') => {
      const { token: first, user } = await t.signUp(name)
      const verified = await t.call('PUT', '/v1/me/phone', { token: first, body: { phoneCode: (await t.tapPhone(name)).code } })
      const { token } = verified.json<{ token: string }>()
      const address = await t.call('POST', '/v1/me/addresses', { token, body: { recipient: '王小满', phone: '13800138000', regionCode, detail: '南京东路 1 号 201 室' } })
      return { name, token, userId: user.id, addressId: address.json<Address>().id }
    },
    goods: async ({ units = 10, remainingDays = 100, listPriceCents = 1000, minDaysAtDelivery = 3 } = {}) => {
      const entry = productEntry({ minDaysAtDelivery, batches: [batchWith(remainingDays, { stock: units, listPriceCents })] })
      await stock(t, [entry], undefined, todayInShanghai(t.clock.now()))
      const row = await db.selectFrom('batch as b').innerJoin('product as p', 'p.id', 'b.product_id').select(['b.id', 'p.id as product_id']).where('p.code', '=', entry.code).executeTakeFirstOrThrow()
      const product = (await t.app.inject(`/v1/products/${row.product_id}`)).json<{ batches: { priceCents: number }[] }>()
      return { batchId: row.id, productId: row.product_id, priceCents: product.batches[0]?.priceCents ?? 0 }
    },
    ordered: async (buyer, lines) => {
      const response = await order(buyer, lines)
      if (response.statusCode !== 201) throw new Error(response.body)
      return response.json()
    },
    paid: async (buyer, number) => {
      const started = await startPay(buyer, number)
      if (started.statusCode !== 200) throw new Error(started.body)
      const { jsapi } = started.json<PaymentStarted & { jsapi: { package: string } }>()
      await atCashier('POST', '/sandbox/pay', { prepayId: jsapi.package.replace('prepay_id=', '') })
      const statuses = await pay.outbox.flush()
      if (statuses.some((status) => status !== 204)) throw new Error(`notice answered ${statuses.join()}`)
      return view(buyer, number)
    },
    payFault: async (fault) => void (await atCashier('PUT', '/sandbox/faults', fault)),
    payCalls: async () => (await pay.app.inject('/sandbox/calls')).json(),
    refunds: async () => (await pay.app.inject('/sandbox/refunds')).json(),
    batch: (id) => db.selectFrom('batch').select(['stock', 'reserved']).where('id', '=', id).executeTakeFirstOrThrow(),
    expectSoundStock: async () => {
      const rows = await db
        .selectFrom('batch as b')
        .select(['b.id', 'b.stock', 'b.reserved'])
        .select((eb) =>
          eb
            .selectFrom('order_line as l')
            .innerJoin('shop_order as o', 'o.id', 'l.order_id')
            .select((line) => line.fn.sum<string | null>('l.quantity').as('held'))
            .whereRef('l.batch_id', '=', 'b.id')
            .where('o.status', '=', 'unpaid')
            .as('held'),
        )
        .execute()
      expect(rows.filter((row) => row.reserved !== Number(row.held) || row.stock < 0)).toEqual([])
    },
    close: async () => {
      await t.close()
      await pay.app.close()
    },
  }
}
