import { type Address, AddressList } from '../../../../contract/addresses'
import { ADDRESS_LIMIT } from '../../../../contract/limits'
import { newId } from '../../../../server/ids'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
let token: string
let shoppers = 0

beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())
/** An empty book for each test. */
beforeEach(async () => {
  shoppers += 1
  token = (await t.signUp(`shopper ${shoppers}`)).token
})

const BASE = '/v1/me/addresses'
const HOME = { recipient: '王小满', phone: '13800138000', regionCode: '310101', detail: '南京东路 1 号 201 室' }
const add = (body: object = {}) => t.call('POST', BASE, { token, body: { ...HOME, ...body } })
const added = async (body: object = {}) => {
  t.clock.advance(1_000)
  return (await add(body)).json<Address>()
}
const list = async () => (await t.call('GET', BASE, { token })).json<AddressList>().items
const defaults = async () => (await list()).filter((item) => item.isDefault).map((item) => item.id)
const change = (id: string, body: object) => t.call('PATCH', `${BASE}/${id}`, { token, body })
const remove = (id: string) => t.call('DELETE', `${BASE}/${id}`, { token })
const makeDefault = (id: string) => t.call('PUT', `${BASE}/${id}/default`, { token })

describe('GET /v1/me/addresses', () => {
  test('is empty at first', async () => {
    expect((await t.call('GET', BASE, { token })).json()).toEqual({ items: [], nextCursor: null })
  })

  test('has the default first, then the latest changed', async () => {
    const [a, b, c] = [await added(), await added(), await added()]
    t.clock.advance(1_000)
    await change(b.id, { detail: '新地址' })
    const items = await list()
    expect(items.map((item) => item.id)).toEqual([a.id, b.id, c.id])
    expectContract(AddressList, { items, nextCursor: null })
  })
})

describe('POST /v1/me/addresses', () => {
  test('adds an address with the names of its region; the first is the default', async () => {
    const response = await add({ tag: 'home' })
    expect(response.statusCode).toBe(201)
    expect(response.json()).toMatchObject({ ...HOME, province: '上海市', city: '上海市', district: '黄浦区', transitDays: 1, tag: 'home', isDefault: true })
    expect((await added()).isDefault).toBe(false)
  })

  test('isDefault moves the mark', async () => {
    await added()
    const second = await added({ isDefault: true })
    expect(await defaults()).toEqual([second.id])
  })

  test('trims name and street', async () => {
    expect(await added({ recipient: ' 王 ', detail: ' 1 号 ' })).toMatchObject({ recipient: '王', detail: '1 号' })
  })

  test.each([['310100'], ['310000'], ['999999']])('a code that is no district (%s) is 422 region_unknown', async (regionCode) => {
    expect((await add({ regionCode })).json()).toMatchObject({ status: 422, code: 'region_unknown' })
  })

  test.each([
    [{ recipient: '' }],
    [{ recipient: '   ' }],
    [{ recipient: 'x'.repeat(33) }],
    [{ phone: '12345' }],
    [{ phone: 13800138000 }],
    [{ regionCode: '31' }],
    [{ detail: 'x'.repeat(121) }],
    [{ tag: 'moon' }],
    [{ isDefault: 'yes' }],
    [{ userId: newId() }],
    [{ detail: 'a\0b' }],
  ])('security 17: %j is 400', async (body) => {
    expect((await add(body)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('holds at most 50, also when more come at once', async () => {
    for (let i = 0; i < ADDRESS_LIMIT - 5; i += 1) await add()
    const responses = await Promise.all(Array.from({ length: 10 }, () => add()))
    expect(responses.map((r) => r.statusCode).sort()).toEqual([...Array<number>(5).fill(201), ...Array<number>(5).fill(409)])
    expect((await add()).json()).toMatchObject({ status: 409, code: 'address_limit_reached' })
    expect(await list()).toHaveLength(ADDRESS_LIMIT)
  })

  test('ten first addresses at once leave one default', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, i) => add({ isDefault: i % 2 === 0 })))
    expect(await list()).toHaveLength(10)
    expect(await defaults()).toHaveLength(1)
  })
})

describe('PATCH /v1/me/addresses/{id}', () => {
  test('changes what is given and nothing else', async () => {
    const { id } = await added({ tag: 'work' })
    t.clock.advance(1_000)
    const response = await change(id, { phone: '13900139000', tag: null })
    expect(response.json()).toMatchObject({ ...HOME, phone: '13900139000', tag: null, isDefault: true, updatedAt: new Date(t.clock.now()).toISOString() })
    expect((await change(id, { regionCode: '110101' })).json()).toMatchObject({ province: '北京市', district: '东城区', transitDays: 2, phone: '13900139000' })
  })

  test('isDefault true moves the mark; false never takes it off', async () => {
    const [a, b] = [await added(), await added()]
    expect((await change(a.id, { isDefault: false })).json()).toMatchObject({ isDefault: true })
    expect((await change(b.id, { isDefault: true })).json()).toMatchObject({ isDefault: true })
    expect(await defaults()).toEqual([b.id])
  })

  test('refuses nothing, unknown fields and unknown regions', async () => {
    const { id } = await added()
    expect((await change(id, {})).statusCode).toBe(400)
    expect((await change(id, { id: newId() })).statusCode).toBe(400)
    expect((await change(id, { regionCode: '999999' })).json()).toMatchObject({ code: 'region_unknown' })
  })
})

describe('DELETE /v1/me/addresses/{id}', () => {
  test('deletes; the mark of a deleted default goes to the latest changed', async () => {
    const [a, b, c] = [await added(), await added(), await added()]
    t.clock.advance(1_000)
    await change(b.id, { detail: '改过' })
    expect((await remove(a.id)).statusCode).toBe(204)
    expect(await defaults()).toEqual([b.id])
    await remove(b.id)
    expect(await defaults()).toEqual([c.id])
    await remove(c.id)
    expect(await list()).toEqual([])
  })

  test('twice is 404', async () => {
    const { id } = await added()
    await remove(id)
    expect((await remove(id)).json()).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('PUT /v1/me/addresses/{id}/default', () => {
  test('moves the mark, and again changes nothing', async () => {
    const [, b] = [await added(), await added()]
    expect((await makeDefault(b.id)).json()).toMatchObject({ id: b.id, isDefault: true })
    expect((await makeDefault(b.id)).statusCode).toBe(200)
    expect(await defaults()).toEqual([b.id])
  })

  test('all at once leave one default', async () => {
    const items = [await added(), await added(), await added(), await added()]
    const responses = await Promise.all([...items.map(({ id }) => makeDefault(id)), ...items.slice(2).map(({ id }) => remove(id))])
    expect(responses.every((r) => [200, 204, 404].includes(r.statusCode))).toBe(true)
    expect(await defaults()).toHaveLength(1)
  })
})

describe("security 18: another shopper's address", () => {
  test.each([
    ['GET', '', undefined],
    ['PATCH', '', { detail: '别人的' }],
    ['DELETE', '', undefined],
    ['PUT', '/default', undefined],
  ])('%s %s is 404, and stays as it is', async (method, suffix, body) => {
    const mine = await added()
    const other = await t.signUp(`other ${shoppers}`)
    const response = await t.call(method, `${BASE}/${mine.id}${suffix}`, { token: other.token, ...(body ? { body } : {}) })
    expect(response.json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await t.call('GET', `${BASE}/${mine.id}`, { token })).json()).toEqual(mine)
  })

  test('is not in the list', async () => {
    await added()
    const other = await t.signUp(`other list ${shoppers}`)
    expect((await t.call('GET', BASE, { token: other.token })).json()).toMatchObject({ items: [] })
  })
})

test.each([
  ['GET', BASE],
  ['POST', BASE],
  ['GET', `${BASE}/${newId()}`],
  ['PATCH', `${BASE}/${newId()}`],
  ['DELETE', `${BASE}/${newId()}`],
  ['PUT', `${BASE}/${newId()}/default`],
])('%s %s without a session is 401', async (method, url) => {
  expect((await t.call(method, url, method === 'GET' || method === 'DELETE' ? {} : { body: HOME })).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
})

test('an id that is none is 400', async () => {
  expect((await t.call('GET', `${BASE}/1`, { token })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
})

test('security 26: name, number and street are encrypted at rest', async () => {
  const { id } = await added()
  const row = await t.database.db.selectFrom('address').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  for (const text of [HOME.recipient, HOME.phone, '南京东路']) expect(JSON.stringify(row)).not.toContain(text)
})
