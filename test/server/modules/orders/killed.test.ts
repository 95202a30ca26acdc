import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Order } from '../../../../contract/orders'
import { withCoupons } from '../../../support/coupons'
import { buildOrderApp, type Buyer, type Goods, type OrderApp } from '../../../support/orders'
import { startProgram, type Program } from '../../../support/program'

/** Ten starts of the real server, each killed in the middle of its work. */
jest.setTimeout(600_000)

const ROUNDS = 10
const BUYERS = 6
const ORDERS_EACH = 4
/** Of those that want the buyer's one coupon. */
const COUPON_ORDERS = 2
const SEED = 20_260_520

let t: OrderApp
let dataDir: string
let running: Program | null = null

beforeAll(async () => {
  t = await buildOrderApp()
  // The server that is killed runs by the real clock; what it finds has to be of today.
  t.clock.set(new Date().toISOString())
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'shop-killed-'))
  chmodSync(dataDir, 0o755)
})
afterAll(async () => {
  running?.child.kill('SIGKILL')
  await running?.ended
  await t.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Mulberry32: the same points of death in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

async function startShop(): Promise<{ program: Program; address: string }> {
  const { dataKey, sessionSecret } = t.app.config
  const program = startProgram('server/main.ts', [], {
    NODE_ENV: 'development',
    DATA_DIR: dataDir,
    DATABASE_URL: t.database.url,
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT_PER_MINUTE: '0',
    DATA_KEY: dataKey,
    SESSION_SECRET: sessionSecret,
  })
  running = program
  const output = await program.printed(/Ctrl-C stops/)
  return { program, address: /H5\s+(http:\/\/\S+?)\/\n/.exec(output)?.[1] ?? '' }
}

interface Attempt {
  key: string
  buyer: Buyer
  lines: Goods[]
  couponId?: string
}

async function send(address: string, { key, buyer, lines, couponId }: Attempt): Promise<{ status: number; order: Order }> {
  const response = await fetch(`${address}/v1/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${buyer.token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ lines: lines.map(({ batchId, priceCents }) => ({ batchId, priceCents, quantity: 1 })), addressId: buyer.addressId, couponId }),
  })
  return { status: response.status, order: (await response.json()) as Order }
}

const cancel = (address: string, buyer: Buyer, number: string) =>
  fetch(`${address}/v1/orders/${number}/cancel`, { method: 'POST', headers: { authorization: `Bearer ${buyer.token}` } }).then((response) => response.text())

test('a server killed in the middle of checkouts, ten times: nothing is lost, nothing is sold twice', async () => {
  const random = seeded(SEED)
  const goods = await Promise.all(Array.from({ length: 4 }, () => t.goods({ units: 70 })))
  const coupons = withCoupons(t)
  const couponId = await coupons.offer({ amountCents: 300, thresholdCents: 700, quantity: ROUNDS * BUYERS })
  const answered = new Map<string, string>()
  let unanswered: Attempt[] = []
  let deaths = 0

  for (let round = 0; round < ROUNDS; round += 1) {
    const buyers = await Promise.all(Array.from({ length: BUYERS }, () => t.buyer()))
    for (const buyer of buyers) expect((await coupons.claim(buyer, couponId)).statusCode).toBe(200)
    const { program, address } = await startShop()
    // The shoppers whose answer got lost ask again, with their old keys, before anything else.
    for (const attempt of unanswered) {
      const { status, order } = await send(address, attempt)
      expect([201, 409]).toContain(status)
      if (status === 201) answered.set(attempt.key, order.number)
    }
    const attempts = buyers.flatMap((buyer, i) =>
      Array.from({ length: ORDERS_EACH }, (_, j): Attempt => {
        const start = random(goods.length)
        return { key: `${round}/${i}/${j}`, buyer, lines: [...goods.slice(start), ...goods.slice(0, start)].slice(0, 1 + random(3)), ...(j < COUPON_ORDERS ? { couponId } : {}) }
      }),
    )
    const dieAt = random(attempts.length)
    let answers = 0
    const outcomes = await Promise.allSettled([
      ...attempts.map(async (attempt, i) => {
        const { status, order } = await send(address, attempt)
        if (status === 201) answered.set(attempt.key, order.number)
        answers += 1
        if (answers > dieAt) program.child.kill('SIGKILL')
        if (i % 5 === 0 && status === 201) await cancel(address, attempt.buyer, order.number).catch(() => undefined)
        return status
      }),
    ])
    expect(await program.ended).toBe('SIGKILL')
    deaths += 1
    unanswered = attempts.filter((_, i) => outcomes[i]?.status === 'rejected')
    await t.expectSoundStock()
  }

  const { program, address } = await startShop()
  for (const attempt of unanswered) {
    const { status, order } = await send(address, attempt)
    if (status === 201) answered.set(attempt.key, order.number)
  }
  program.child.kill('SIGTERM')
  await program.ended

  expect(deaths).toBe(ROUNDS)
  const rows = await t.database.db.selectFrom('shop_order').select(['idempotency_key', 'number']).execute()
  // One order for each key, and it is the one that was answered: none was lost, none was made that nobody knows of.
  expect(new Map(rows.map((row) => [row.idempotency_key, row.number]))).toEqual(answered)
  expect(new Set(rows.map((row) => row.idempotency_key)).size).toBe(rows.length)
  const lines = await t.database.db.selectFrom('order_line').select('order_id').distinct().execute()
  expect(lines).toHaveLength(rows.length)
  // A coupon is with the order that took it off, one at a time, or free.
  const took = await t.database.db.selectFrom('shop_order').select(['id', 'user_id']).where('coupon_id', 'is not', null).where('status', '!=', 'cancelled').execute()
  const held = await t.database.db.selectFrom('shopper_coupon').select(['order_id as id', 'user_id']).where('order_id', 'is not', null).execute()
  expect(took.length).toBeGreaterThan(0)
  expect(new Set(held.map(({ id }) => id))).toEqual(new Set(took.map(({ id }) => id)))
  expect(new Set(took.map((order) => order.user_id)).size).toBe(took.length)
  await t.expectSoundStock()
})
