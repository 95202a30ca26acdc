import type { Cart } from '../../../../contract/cart'
import { quantities, shelve } from '../../../support/cart'
import { batchEntry } from '../../../support/catalogue'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'
import { merging } from '../../../support/merges'

const PHONE = '13512340001'

let t: IdentityApp
let m: ReturnType<typeof merging>
let batches: string[]

beforeAll(async () => {
  t = await buildIdentityApp()
  m = merging(t)
  batches = await shelve(t, Array.from({ length: 101 }, (_, i) => batchEntry({ code: `am-${i}` })), { name: '酸奶' })
})
afterAll(() => t.close())

const put = (ids: string[], quantity: number, token: string) =>
  t.call('PUT', '/v1/cart/lines', { token, body: { lines: ids.map((batchId) => ({ batchId, quantity })) } })
const cart = async (token: string) => quantities((await t.call('GET', '/v1/cart', { token })).json<Cart>())

test('two joined accounts have one cart, as far as it goes, and two again after the undo', async () => {
  const [own, other] = [await t.signUp('cart-owner'), await m.bySms(PHONE)]
  const [both = '', latest = '', ...rest] = batches
  await put([both, ...rest.slice(0, 98)], 1, own.token)
  await put([rest[98] ?? ''], 3, other.token)
  t.clock.advance(1_000)
  await put([both, latest], 3, other.token)

  const id = await m.ready(own.token, 'cart-owner', PHONE)
  expect((await m.read(own.token, id)).preview?.parts).toContainEqual({ kind: 'cart', count: 1, examples: ['酸奶'], leftBehind: 1 })
  const joined = (await m.confirm(own.token, id)).json<{ token: string }>()
  const after = await cart(joined.token)
  expect(Object.keys(after)).toHaveLength(100)
  expect(after).toMatchObject({ [both]: 1, [latest]: 3 })

  await t.call('PUT', `/v1/cart/lines/${latest}`, { token: joined.token, body: { quantity: 5 } })
  const undone = await m.undo(joined.token, id)
  expect(undone.statusCode).toBe(200)
  const again = await m.bySms(PHONE)
  expect(await cart(again.token)).toEqual({ [both]: 3, [latest]: 5, [rest[98] ?? '']: 3 })
})
