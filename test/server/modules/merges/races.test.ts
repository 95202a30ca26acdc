import { CONSENT, buildIdentityApp, type IdentityApp } from '../../../support/identity'
import { merging } from '../../../support/merges'

let t: IdentityApp
let m: ReturnType<typeof merging>
let count = 0

beforeAll(async () => {
  t = await buildIdentityApp()
  m = merging(t)
})
afterAll(() => t.close())

async function two() {
  count += 1
  const [shopper, otherShopper, phone] = [`own-${count}`, `other-${count}`, `1340000${String(count).padStart(4, '0')}`]
  const own = await t.signUp(shopper)
  await t.script(otherShopper, { phone })
  const other = await t.signUp(otherShopper)
  const { code } = await t.tapPhone(otherShopper)
  const { token: otherToken } = (await t.call('PUT', '/v1/me/phone', { token: other.token, body: { phoneCode: code } })).json<{ token: string }>()
  return { shopper, otherShopper, phone, token: own.token, userId: own.user.id, otherToken, otherId: other.user.id }
}
const counts = async (userId: string, kind: string) =>
  (await t.database.db.selectFrom('auth_event').select('id').where('kind', '=', kind).where('user_id', '=', userId).where('result', '=', 'ok').execute()).length

test('two confirmations at once join once, and one of them brings the token', async () => {
  const { shopper, phone, token, otherToken, userId } = await two()
  await m.addAddress(otherToken, '王')
  const id = await m.ready(token, shopper, phone)
  const responses = await Promise.all([m.confirm(token, id), m.confirm(token, id), m.confirm(token, id)])
  const tokens = responses.flatMap((response) => response.json<{ token: string | null }>().token ?? [])
  expect(responses.map((response) => response.statusCode)).toEqual([200, 200, 200])
  expect(tokens).toHaveLength(1)
  expect(await m.recipients(tokens[0] ?? '')).toEqual(['王'])
  expect(await counts(userId, 'merge')).toBe(1)
})

test('both directions at once: one account takes in the other, never both or neither', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { shopper, otherShopper, phone, token, userId, otherToken, otherId } = await two()
    const ownPhone = `1340001${String(count).padStart(4, '0')}`
    t.clock.advance(60_000)
    const sent = await t.smsCode(ownPhone, { token })
    const { token: own } = (await t.call('PUT', '/v1/me/phone', { token, body: { phone: ownPhone, code: sent.code } })).json<{ token: string }>()
    const [there, back] = [await m.ready(own, shopper, phone), await m.ready(otherToken, otherShopper, ownPhone)]
    await m.proveOwn(own, shopper)
    const responses = await Promise.all([m.confirm(own, there), m.confirm(otherToken, back)])
    const codes = responses.map((response) => response.statusCode).sort()
    expect(codes).toEqual([200, 401])
    const accounts = await t.database.db.selectFrom('user_account').select(['id', 'status', 'merged_into']).where('id', 'in', [userId, otherId]).orderBy('status').execute()
    expect(accounts.map((row) => row.status)).toEqual(['active', 'merged'])
    expect(accounts[1]?.merged_into).toBe(accounts[0]?.id)
  }
})

test('a sign-in of the other side meanwhile ends in one of the two, with a session that works or is over', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { shopper, otherShopper, phone, token, userId, otherId } = await two()
    const id = await m.ready(token, shopper, phone)
    t.clock.advance(60_000)
    const { code } = await t.smsCode(phone)
    const [wechatCode, confirmed, ...signIns] = [
      await t.wxLogin(otherShopper),
      ...(await Promise.all([
        m.confirm(token, id),
        t.call('POST', '/v1/auth/sms', { body: { phone, code, consent: CONSENT } }),
        t.wxLogin(otherShopper).then((fresh) => t.call('POST', '/v1/auth/wechat', { body: { code: fresh } })),
      ])),
    ]
    expect(confirmed.statusCode).toBe(200)
    for (const response of signIns) {
      expect(response.statusCode).toBe(200)
      const started = response.json<{ token: string; user: { id: string } }>()
      const look = await t.call('GET', '/v1/me', { token: started.token })
      if (started.user.id === otherId) expect(look.json()).toMatchObject({ code: 'session_expired' })
      else expect(look.json()).toMatchObject({ id: userId })
    }
    expect((await t.call('POST', '/v1/auth/wechat', { body: { code: wechatCode } })).json()).toMatchObject({ user: { id: userId } })
    const left = await t.database.db.selectFrom('session').select('id').where('user_id', '=', otherId).execute()
    expect(left).toEqual([])
  }
})

test('an address written on the other side meanwhile comes along or is refused: none is left behind', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { shopper, phone, token, otherToken, otherId } = await two()
    const kept = await m.addAddress(otherToken, '旧')
    const id = await m.ready(token, shopper, phone)
    const body = { recipient: '新', phone: '13800138000', regionCode: '310101', detail: '1 号' }
    const [confirmed, added, changed] = await Promise.all([
      m.confirm(token, id),
      t.call('POST', '/v1/me/addresses', { token: otherToken, body }),
      t.call('PATCH', `/v1/me/addresses/${kept}`, { token: otherToken, body: { recipient: '改' } }),
    ])
    expect(confirmed.statusCode).toBe(200)
    expect([201, 401]).toContain(added.statusCode)
    expect([200, 401]).toContain(changed.statusCode)
    const expected = [changed.statusCode === 200 ? '改' : '旧', ...(added.statusCode === 201 ? ['新'] : [])].sort()
    expect(await m.recipients(confirmed.json<{ token: string }>().token)).toEqual(expected)
    expect(await t.database.db.selectFrom('address').select('id').where('user_id', '=', otherId).execute()).toEqual([])
  }
})

test('undone twice at once, it is undone once', async () => {
  const { shopper, phone, token, otherToken, userId, otherId } = await two()
  const address = await m.addAddress(otherToken, '王')
  const joined = await m.join(token, shopper, phone)
  const responses = await Promise.all([m.undo(joined.token, joined.id), m.undo(joined.token, joined.id)])
  expect(responses.map((response) => response.statusCode)).toEqual([200, 200])
  expect(await counts(userId, 'mergeUndo')).toBe(1)
  expect(await t.database.db.selectFrom('address').select('user_id').where('id', '=', address).executeTakeFirst()).toEqual({ user_id: otherId })
  expect((await m.undo(joined.token, joined.id)).json()).toMatchObject({ merge: { status: 'undone' } })
})

test('the same account is joined into two others at once: into one of them', async () => {
  const { shopper, phone, token, otherId } = await two()
  const { token: rival } = await t.signUp('rival')
  const first = await m.ready(token, shopper, phone)
  const second = await m.ready(rival, 'rival', phone)
  const responses = await Promise.all([m.confirm(token, first), m.confirm(rival, second)])
  expect(responses.map((response) => response.statusCode).sort()).toEqual([200, 409])
  expect(responses.find((response) => response.statusCode === 409)?.json()).toMatchObject({ code: 'merge_closed' })
  const account = await t.database.db.selectFrom('user_account').select('status').where('id', '=', otherId).executeTakeFirst()
  expect(account?.status).toBe('merged')
})
