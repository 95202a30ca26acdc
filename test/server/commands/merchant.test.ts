import type { Order } from '../../../contract/orders'
import { COMMANDS, USAGE } from '../../../server/commands/merchantCommands'
import { addOperator, findOperator, hasOperators, removeOperator } from '../../../server/modules/orders/merchant/operators'
import type { Operator } from '../../../server/modules/orders/merchant/roles'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../support/orders'
import { startProgram } from '../../support/program'

const FOUNDER: Operator = { name: 'founder', role: 'manager' }

let t: OrderApp
let buyer: Buyer
let order: Order

jest.setTimeout(180_000)
beforeAll(async () => {
  t = await buildOrderApp()
  buyer = await t.buyer()
})
afterAll(() => t.close())
beforeEach(async () => {
  order = await t.paid(buyer, (await t.order(buyer, [await t.goods()], { body: { remark: '放门口' } })).json<Order>().number)
})

const run = async (name: string, ...args: string[]) => (await COMMANDS[name]?.(t.deps, MANAGER, args)) ?? []

test('an order goes its way', async () => {
  expect((await run('orders')).join('\n')).toContain(order.number)
  await run('pack', order.number)
  await run('ship', order.number, 'SF', 'SF1234567890')
  await run('trace', order.number, '到达上海', '上海')
  await run('deliver', order.number)
  expect(await t.view(buyer, order.number)).toMatchObject({ status: 'delivered' })
  expect((await run('show', order.number)).join('\n')).toMatch(/delivered[\s\S]*lin {2}pack[\s\S]*lin {2}deliver/)
  expect((await run('orders')).join('\n')).not.toContain(order.number)
})

test('what is shown has the number masked; the label has it whole, and is on record', async () => {
  const shown = (await run('show', order.number.toLowerCase())).join('\n')
  expect(shown).toContain('138****8000')
  expect(shown).toContain('放门口')
  expect(shown).not.toContain('南京东路')
  expect((await run('label', order.number)).join('\n')).toMatch(/王小满 {2}13800138000[\s\S]*南京东路/)
  expect((await run('show', order.number)).at(-1)).toMatch(/lin {2}readContact$/)
})

test('a refund is approved or rejected in words', async () => {
  const ask = () => t.call('POST', `/v1/orders/${order.number}/refund`, { token: buyer.token, body: { reason: 'other' } })
  await ask()
  await run('refund', 'reject', order.number, '请先', '联系客服')
  expect(await t.view(buyer, order.number)).toMatchObject({ status: 'paid', refund: { status: 'rejected', answer: '请先 联系客服' } })
  await ask()
  await run('refund', 'approve', order.number)
  expect(await t.view(buyer, order.number)).toMatchObject({ refund: { status: 'approved' } })
})

test('a batch is counted and taken off sale', async () => {
  const goods = await t.goods()
  const { batchId } = goods
  await t.paid(buyer, (await t.ordered(buyer, [{ ...goods, quantity: 2 }])).number)
  expect((await run('batch', batchId)).join('\n')).toMatch(/架上应有 10 件.*可卖 8 件.*已付款待打包 2 件/)
  await expect(run('batch', batchId, 'stock', '3', '9')).rejects.toMatchObject({ code: 'order_state_conflict' })
  await run('batch', batchId, 'stock', '5', '10')
  await run('batch', batchId, 'withdraw')
  expect(await t.batch(batchId)).toEqual({ stock: 3, reserved: 0 })
})

test.each([
  ['ship', '260520-00000-00000', 'PIGEON', 'SF1234567890'],
  ['ship', '260520-00000-00000', 'SF', '1'],
  ['trace', '260520-00000-00000'],
  ['refund', 'maybe', '260520-00000-00000'],
  ['refund', 'reject', '260520-00000-00000'],
  ['batch', '1', 'stock', '3', '3'],
  ['batch', '01890000-0000-7000-8000-000000000000', 'stock', '-3', '3'],
  ['batch', '01890000-0000-7000-8000-000000000000', 'stock', '3'],
  ['operator', 'add', 'a b'],
  ['orders', 'lost'],
  ['show'],
])('%s %j is answered with the usage', async (name, ...args) => {
  await expect(run(name, ...args)).rejects.toThrow(USAGE)
})

test('a number that is none is not found', async () => {
  await expect(run('pack', '1')).rejects.toMatchObject({ code: 'not_found' })
})

describe('operators', () => {
  test('a token stands for a name until it is removed; only its hash is kept', async () => {
    expect(await hasOperators(t.deps)).toBe(false)
    const token = await addOperator(t.deps, FOUNDER, MANAGER)
    expect([await findOperator(t.deps, token), await findOperator(t.deps, 'x'), await findOperator(t.deps, '')]).toEqual([MANAGER, null, null])
    expect(JSON.stringify(await t.database.db.selectFrom('merchant_operator').selectAll().execute())).not.toContain(token)
    await expect(addOperator(t.deps, FOUNDER, MANAGER)).rejects.toMatchObject({ code: 'order_state_conflict' })
    await removeOperator(t.deps, FOUNDER, 'lin')
    expect(await findOperator(t.deps, token)).toBeNull()
    await expect(removeOperator(t.deps, FOUNDER, 'lin')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('the last manager stays while there are others: nobody could add one any more', async () => {
    await addOperator(t.deps, FOUNDER, MANAGER)
    await addOperator(t.deps, MANAGER, { name: 'hands', role: 'packer' })
    await expect(removeOperator(t.deps, MANAGER, 'lin')).rejects.toMatchObject({ code: 'order_state_conflict' })
    await removeOperator(t.deps, MANAGER, 'hands')
    await removeOperator(t.deps, MANAGER, 'lin')
    expect(await hasOperators(t.deps)).toBe(false)
  })

  test.each([
    ['packer', 'refund', ['approve']],
    ['packer', 'cancel', []],
    ['packer', 'operator', ['add', 'friend']],
    ['packer', 'batch', ['01890000-0000-7000-8000-000000000000', 'withdraw']],
    ['service', 'pack', []],
    ['service', 'label', []],
    ['service', 'operator', ['remove', 'lin']],
  ] as const)('a %s may not %s %j', async (role, name, args) => {
    const attempt = COMMANDS[name]?.(t.deps, { name: 'hands', role }, name === 'operator' || name === 'batch' ? [...args] : [...args, order.number])
    await expect(attempt).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('the command line lets nobody in without a token, but for making the first operator', async () => {
    const env = { DATABASE_URL: t.database.url, DATA_DIR: t.app.config.dataDir, DATA_KEY: t.app.config.dataKey }
    const program = async (args: string[], token = '') => {
      const running = startProgram('server/commands/merchant.ts', args, { ...env, MERCHANT_TOKEN: token })
      return { code: await running.ended, output: running.output() }
    }
    expect(await program(['orders'])).toMatchObject({ code: 1, output: expect.stringContaining('MERCHANT_TOKEN') as string })
    const made = await program(['operator', 'add', 'wang'])
    expect(made.code).toBe(0)
    expect(made.output).toContain('(manager)')
    const token = made.output.trim().split('\n').at(-1) ?? ''
    expect((await program(['operator', 'add', 'hands'], token)).output).toContain('(packer)')
    expect(await program(['operator', 'add', 'eve'])).toMatchObject({ code: 1 })
    expect(await program(['pack', order.number], token)).toMatchObject({ code: 0 })
    expect((await run('show', order.number)).at(-1)).toMatch(/wang {2}pack$/)
  })
})

test('npm run payments says when there is nobody to ask', async () => {
  const running = startProgram('server/commands/payments.ts', ['reconcile'], { DATABASE_URL: t.database.url, DATA_DIR: t.app.config.dataDir })
  expect(await running.ended).toBe(1)
  expect(running.output()).toMatch(/stand-in[\s\S]*WECHAT_PAY_/)
})
