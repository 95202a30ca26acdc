import { PersonalData, type PersonalData as Data } from '../../../../contract/privacy'
import { PROOF_LIFE_MS } from '../../../../server/modules/identity/proofs'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'
import { insertProducts } from '../../../support/products'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

const exportOf = (token: string) => t.call('GET', '/v1/me/export', { token })

describe('security 25: export', () => {
  test('is one file with everything about the shopper, and nothing about another', async () => {
    await t.script('exporting', { unionid: 'union-exporting' })
    const { token: first, user } = await t.signUp('exporting')
    await t.signUp('stranger')
    const { phone, openid } = await t.script('exporting', {})
    const { token } = (await t.call('PUT', '/v1/me/phone', { token: first, body: { phoneCode: (await t.tapPhone('exporting')).code } })).json<{ token: string }>()
    const [productId = ''] = await insertProducts(t.database.db, 1)
    await t.call('PATCH', '/v1/me', { token, body: { nickname: '小满' } })
    await t.call('PUT', `/v1/me/favourites/${productId}/alert`, { token, body: { message: true } })
    await t.call('POST', '/v1/me/addresses', { token, body: { recipient: '李小满', phone: '13911112222', regionCode: '330106', detail: '文三路 1 号' } })

    const response = await exportOf(token)
    const data = response.json<Data>()
    expectContract(PersonalData, data)
    expect(response.headers['content-disposition']).toBe('attachment; filename="my-data-2026-05-20.json"')
    expect(response.headers['cache-control']).toBe('no-store')
    expect(data).toMatchObject({
      profile: { id: user.id, nickname: '小满' },
      phone: { number: phone },
      identities: [{ provider: 'weapp', openid, unionid: 'union-exporting' }],
      addresses: [{ recipient: '李小满', phone: '13911112222', detail: '文三路 1 号', district: '西湖区' }],
      favourites: [{ productId, name: expect.stringContaining('牛奶') as string, alert: { knownCents: null, message: 'granted' } }],
      sessions: [{ client: 'weapp' }],
      consents: [{ purpose: 'agreement', channel: 'weapp' }],
    })
    expect(data.securityEvents.map(({ kind }) => kind).sort()).toEqual(['export', 'phone', 'signUp'])
  })

  test('holds no secret: no token, no session_key', async () => {
    const { token } = await t.signUp('secretive')
    const text = (await exportOf(token)).body
    expect(text).not.toContain(token)
    const rows = await t.database.db.selectFrom('session').selectAll().execute()
    for (const { token_hash } of rows) expect(text).not.toContain(token_hash)
    expect(text).not.toMatch(/session_?key/i)
  })

  test('needs a proof', async () => {
    const { token } = await t.signUp('stale')
    t.clock.advance(PROOF_LIFE_MS + 1)
    expect((await exportOf(token)).json()).toMatchObject({ status: 403, code: 'proof_required' })
    await t.call('POST', '/v1/me/proof', { token, body: { code: await t.wxLogin('stale') } })
    expect((await exportOf(token)).statusCode).toBe(200)
  })

  test('works for an account with next to nothing, and after the consent was taken back', async () => {
    const { token } = await t.signUp('bare')
    await t.call('DELETE', '/v1/me/consents/agreement', { token })
    expect((await exportOf(token)).json()).toMatchObject({ phone: null, addresses: [], favourites: [], consents: [{ withdrawnAt: expect.any(String) as string }] })
  })
})
