import { AddressParts } from '../../../../contract/addressParse'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'

const LINE = '张三 13800138000 广东省深圳市南山区科技园科苑路15号'

let t: IdentityApp
let token: string

beforeAll(async () => {
  t = await buildIdentityApp()
  token = (await t.signUp('paster')).token
})
afterAll(() => t.close())

const parse = (body: object, options: object = { token }) => t.call('POST', '/v1/addresses/parse', { body, ...options })

test('POST /v1/addresses/parse takes a line apart', async () => {
  const response = await parse({ text: LINE })
  expect(response.statusCode).toBe(200)
  expectContract(AddressParts, response.json())
  expect(response.json()).toEqual({
    recipient: '张三',
    phone: '13800138000',
    region: { code: '440305', names: ['广东省', '深圳市', '南山区'] },
    detail: '科技园科苑路15号',
  })
})

test('what it cannot tell is null, and a long street is cut to what an address holds', async () => {
  expect((await parse({ text: '你好' })).json()).toMatchObject({ phone: null, region: null })
  const { detail } = (await parse({ text: `${LINE}${'很'.repeat(200)}` })).json<AddressParts>()
  expect(detail).toHaveLength(120)
})

test.each([{}, { text: '' }, { text: '  ' }, { text: 'x'.repeat(301) }, { text: 1 }, { text: LINE, more: 1 }])('refuses %j', async (body) => {
  expect((await parse(body)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
})

test('is for members', async () => {
  expect((await parse({ text: LINE }, {})).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
})

test('security 26: neither log nor database keeps what was pasted', async () => {
  t.logs.length = 0
  t.database.queries.length = 0
  await t.call('POST', '/v1/addresses/parse', { token, body: { text: LINE }, headers: { 'idempotency-key': 'paste-1' } })
  expect(t.logs.join('')).not.toMatch(/13800138000|科苑路|张三/)
  expect(t.database.queries.join('\n')).not.toMatch(/insert/i)
})

test('security 19: is slowed down', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 61; i += 1) statuses.push((await parse({ text: '你好' }, { token, remoteAddress: '10.8.8.8' })).statusCode)
  expect(statuses).toEqual([...Array<number>(60).fill(200), 429])
})
