import { SecurityEventPage, type SecurityEventPage as EventPage } from '../../../../contract/privacy'
import { sweep } from '../../../../server/modules/identity/housekeeping'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

const page = (token: string, query = '') => t.call('GET', `/v1/me/events${query}`, { token })

describe('security 27: the shopper sees his own security events', () => {
  test('newest first, page by page, without what is for the shop alone', async () => {
    const { token } = await t.signUp('watchful')
    for (let i = 0; i < 4; i += 1) {
      t.clock.advance(1_000)
      await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin('watchful') }, remoteAddress: '203.0.113.9' })
    }
    const first = (await page(token, '?limit=3')).json<EventPage>()
    expectContract(SecurityEventPage, first)
    expect(first.items).toHaveLength(3)
    expect(first.items[0]).toEqual({ id: expect.any(String) as string, at: new Date(t.clock.now()).toISOString(), kind: 'signIn', result: 'ok', way: 'wechat', client: 'weapp', place: '203.0.113.0/24' })
    const second = (await page(token, `?limit=3&cursor=${first.nextCursor ?? ''}`)).json<EventPage>()
    expect(second).toMatchObject({ items: [{ kind: 'signIn' }, { kind: 'signUp' }], nextCursor: null })
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(5)
  })

  test("nobody else's, and no cursor of somebody else's list", async () => {
    const { token } = await t.signUp('one')
    const { token: other } = await t.signUp('other')
    await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin('one') } })
    expect((await page(other)).json()).toMatchObject({ items: [{ kind: 'signUp' }], nextCursor: null })
    const { nextCursor } = (await page(token, '?limit=1')).json<EventPage>()
    expect((await page(other, `?cursor=${nextCursor ?? ''}`)).json()).toMatchObject({ status: 400, code: 'invalid_cursor' })
  })

  test.each(['?limit=0', '?limit=51', '?limit=x', '?cursor=', '?nonsense=1'])('%s is 400', async (query) => {
    const { token } = await t.signUp('bad-query')
    expect((await page(token, query)).statusCode).toBe(400)
  })
})

test('the number of somebody who never became a shopper is forgotten after six months, what happened is not', async () => {
  const phone = '13377778888'
  await t.smsCode(phone)
  const mark = t.app.vault.mark('phone', phone)
  const kept = () => t.database.db.selectFrom('auth_event').select('id').where('phone_mark', '=', mark).execute()
  const all = async () => (await t.database.db.selectFrom('auth_event').select('id').execute()).length
  const before = await all()
  const now = t.clock.now()
  await sweep(t.database.db, now + 182 * 86_400_000)
  expect(await kept()).toHaveLength(1)
  await sweep(t.database.db, now + 184 * 86_400_000)
  expect(await kept()).toHaveLength(0)
  expect(await all()).toBe(before)
})
