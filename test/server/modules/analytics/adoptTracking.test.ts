import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'
import { Browser } from '../../../support/webSignIn'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

interface Started {
  token: string
  user: { id: string; analyticsConsentVersion: string | null }
}

const signIn = async (shopper: string, analytics?: boolean) =>
  (await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(shopper), consent: { ...CONSENT, ...(analytics === undefined ? {} : { analytics }) } } })).json<Started>()
const records = (userId: string) => t.database.db.selectFrom('consent').select(['purpose', 'version', 'withdrawn_at']).where('user_id', '=', userId).where('purpose', '=', 'analytics').execute()

describe('security 23: what a guest allowed on his device', () => {
  test('is taken over by a new account, as a record', async () => {
    const { user } = await signIn('guest with a yes', true)
    expect(user.analyticsConsentVersion).toBe(CONSENT.version)
    expect(await records(user.id)).toEqual([{ purpose: 'analytics', version: CONSENT.version, withdrawn_at: null }])
  })

  test('is taken over by an account that never chose, once', async () => {
    const { user } = await signIn('came back')
    expect(user.analyticsConsentVersion).toBeNull()
    await Promise.all([signIn('came back', true), signIn('came back', true)])
    expect((await signIn('came back', true)).user.analyticsConsentVersion).toBe(CONSENT.version)
    expect(await records(user.id)).toHaveLength(1)
  })

  test('does not overrule an account that took it back', async () => {
    const { user, token } = await signIn('changed his mind', true)
    expect((await t.call('DELETE', '/v1/me/consents/analytics', { token })).statusCode).toBe(200)
    expect((await signIn('changed his mind', true)).user.analyticsConsentVersion).toBeNull()
    expect(await records(user.id)).toHaveLength(1)
  })

  test.each(['oa', 'web'] as const)("comes through a sign-in on WeChat's own page (%s)", async (way) => {
    const browser = new Browser(t)
    await browser.signIn(`by ${way}`, way, { ...CONSENT, analytics: true })
    expect((await browser.me()).json<Started['user']>().analyticsConsentVersion).toBe(CONSENT.version)
    const silent = new Browser(t)
    await silent.signIn(`silent by ${way}`, way)
    expect((await silent.me()).json<Started['user']>().analyticsConsentVersion).toBeNull()
  })

  test.each([[undefined], [false]])('%s is no yes', async (analytics) => {
    const { user } = await signIn(`silent ${String(analytics)}`, analytics)
    expect(user.analyticsConsentVersion).toBeNull()
    expect(await records(user.id)).toEqual([])
  })
})
