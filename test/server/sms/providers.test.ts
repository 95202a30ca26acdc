import type { ProblemCode } from '../../../contract/problemCodes'
import { aliyunSender } from '../../../server/sms/aliyun'
import type { SmsSender } from '../../../server/sms/sender'
import { tencentSender } from '../../../server/sms/tencent'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../support/identity'
import { SETTINGS, startSmsProvider, type Script, type SmsProviderStandIn } from '../../support/smsProvider'

// Tencent's SDK would take a proxy from the environment; the stand-in is next door.
delete process.env.http_proxy

interface Case {
  provider: 'tencent' | 'aliyun'
  open: (endpoint: string) => Promise<SmsSender>
  /** What the provider was asked for, in the shape of neither. */
  read: (body: string) => { phone?: string | null; code?: string; sign?: string | null; template?: string | null }
}

const TIMEOUT_MS = 300
const cases: Case[] = [
  {
    provider: 'tencent',
    open: (endpoint) => tencentSender(SETTINGS.tencent, { endpoint, timeoutMs: TIMEOUT_MS }),
    read: (body) => {
      const asked = JSON.parse(body) as { PhoneNumberSet: string[]; TemplateParamSet: string[]; SignName: string; TemplateId: string; SmsSdkAppId: string }
      expect(asked.SmsSdkAppId).toBe(SETTINGS.tencent.appId)
      return { phone: asked.PhoneNumberSet[0]?.replace('+86', ''), code: asked.TemplateParamSet.join(), sign: asked.SignName, template: asked.TemplateId }
    },
  },
  {
    provider: 'aliyun',
    open: (endpoint) => aliyunSender(SETTINGS.aliyun, { endpoint, timeoutMs: TIMEOUT_MS }),
    read: (body) => {
      const asked = new URLSearchParams(body)
      expect(asked.get('RegionId')).toBe('cn-hangzhou')
      return { phone: asked.get('PhoneNumbers'), code: (JSON.parse(asked.get('TemplateParam') ?? '{}') as { code?: string }).code, sign: asked.get('SignName'), template: asked.get('TemplateCode') }
    },
  },
]

describe.each(cases)('one-time codes over $provider', ({ provider, open, read }) => {
  let standIn: SmsProviderStandIn
  let t: IdentityApp
  let numbers = 0
  const fresh = () => `1360000${String((numbers += 1)).padStart(4, '0')}`
  const ask = (phone: string, options: Parameters<IdentityApp['call']>[2] = {}) => t.call('POST', '/v1/auth/sms/codes', { body: { phone }, ...options })
  const rows = (phone: string) => t.database.db.selectFrom('sms_code').select('id').where('phone_mark', '=', t.app.vault.mark('phone', phone)).execute()

  beforeAll(async () => {
    standIn = await startSmsProvider(provider)
    const sms = await open(standIn.endpoint)
    t = await buildIdentityApp({ deps: () => ({ sms }) })
  })
  beforeEach(() => {
    standIn.script = 'accept'
    standIn.calls.length = 0
    t.logs.length = 0
  })
  afterAll(async () => {
    await t.close()
    await standIn.close()
  })

  test('go out signed, with the template of their purpose, and sign in', async () => {
    const phone = fresh()
    const sent = await ask(phone)
    expect(sent.statusCode).toBe(200)
    const [call] = standIn.calls
    expect(call?.isSigned).toBe(true)
    const { code = '', ...asked } = read(call?.body ?? '')
    expect(asked).toEqual({ phone, sign: '惜食', template: SETTINGS[provider].template })
    expect(code).toMatch(/^\d{6}$/)
    expect((await t.call('POST', '/v1/auth/sms', { body: { phone, code, consent: CONSENT } })).statusCode).toBe(200)
    const { token } = await t.signUp('binder')
    await ask(fresh(), { token })
    expect(read(standIn.calls[1]?.body ?? '').template).toBe(SETTINGS[provider].templates.bindPhone)
  })

  test('neither number nor code is in an address, where proxies would keep it', async () => {
    await ask(fresh())
    expect(standIn.calls[0]?.url).toBe('/')
  })

  const minute = provider === 'tencent' ? 'LimitExceeded.PhoneNumberThirtySecondLimit' : 'isv.BUSINESS_LIMIT_CONTROL'
  const refusals: [what: string, script: Script, code: ProblemCode, retryAfter: number | undefined, alarm: boolean][] = [
    ['a number asked for too often', { code: minute, message: '触发分钟级流控Permits:1' }, 'sms_too_soon', 60, false],
    ['a number asked for too often today', { code: provider === 'tencent' ? 'LimitExceeded.PhoneNumberDailyLimit' : minute, message: '触发天级流控Permits:10' }, 'sms_too_soon', 3600, false],
    ['a number on the blacklist', { code: provider === 'tencent' ? 'FailedOperation.PhoneNumberInBlacklist' : 'MOBILE_IN_BLACK' }, 'sms_number_refused', undefined, false],
    ['a number that is none', { code: provider === 'tencent' ? 'InvalidParameterValue.IncorrectPhoneNumber' : 'isv.MOBILE_NUMBER_ILLEGAL' }, 'sms_number_refused', undefined, false],
    ['an empty account', { code: provider === 'tencent' ? 'FailedOperation.InsufficientBalanceInSmsPackage' : 'isv.AMOUNT_NOT_ENOUGH' }, 'sms_unavailable', 600, true],
    ['the ceiling of the day', { code: provider === 'tencent' ? 'LimitExceeded.AppDailyLimit' : 'isv.DAY_LIMIT_CONTROL' }, 'sms_unavailable', 600, true],
    ['a template that was not approved', { code: provider === 'tencent' ? 'FailedOperation.TemplateIncorrectOrUnapproved' : 'isv.SMS_TEMPLATE_ILLEGAL' }, 'sms_unavailable', 600, true],
    ['a signature that was not approved', { code: provider === 'tencent' ? 'FailedOperation.SignatureIncorrectOrUnapproved' : 'isv.SMS_SIGNATURE_ILLEGAL' }, 'sms_unavailable', 600, true],
    ['a wrong key', { callCode: provider === 'tencent' ? 'AuthFailure.SignatureFailure' : 'SignatureDoesNotMatch' }, 'sms_unavailable', 600, true],
    ['a busy provider', { callCode: provider === 'tencent' ? 'RequestLimitExceeded' : 'Throttling.User' }, 'sms_unavailable', 10, false],
    ['a fault inside', { code: provider === 'tencent' ? 'InternalError.OtherError' : 'isp.SYSTEM_ERROR' }, 'sms_unavailable', 10, false],
    ['a code that nobody knows', { code: 'Something.New' }, 'sms_unavailable', 10, false],
    ['an answer that is none', 'garbage', 'sms_unavailable', 10, false],
    ['a cut connection', 'cut', 'sms_unavailable', 10, false],
  ]
  test.each(refusals)('%s is a clear answer, a line for the operator, and no code that counts', async (_what, script, code, retryAfter, alarm) => {
    const phone = fresh()
    standIn.script = script
    const response = await ask(phone)
    expect(response.json()).toMatchObject({ code })
    expect(response.headers['retry-after']).toBe(retryAfter === undefined ? undefined : String(retryAfter))
    expect(await rows(phone)).toEqual([])
    const lines = t.logs.filter((line) => line.includes(`"provider":"${provider}"`))
    expect(lines).toHaveLength(1)
    const line = JSON.parse(lines[0] ?? '{}') as { level: number; providerCode: string }
    expect(line.level).toBe(alarm ? 60 : 40)
    if (typeof script === 'object') expect(line.providerCode).toBe('code' in script ? script.code : script.callCode)
  })

  test('security 26: neither the number nor the code is in a log line or an answer, whatever the provider says', async () => {
    const phone = fresh()
    const answers: string[] = []
    for (const script of ['garbage', 'cut', 'silence', { code: minute }, { callCode: 'InternalError' }] as const) {
      standIn.script = script
      answers.push((await ask(phone)).body)
      t.clock.advance(60_000)
    }
    const codes = standIn.calls.map(({ body }) => read(body).code ?? '')
    expect(codes).toHaveLength(5)
    // The stand-in's own sentence names a number, as the providers' do.
    for (const secret of [phone, '13800138000', SETTINGS[provider].secretKey, ...codes]) {
      expect([...t.logs, ...answers].filter((text) => text.includes(secret))).toEqual([])
    }
  })

  test('after a silence the code stays good: the message may have arrived', async () => {
    const phone = fresh()
    standIn.script = 'silence'
    expect((await ask(phone)).json()).toMatchObject({ status: 503, code: 'sms_unavailable', retryAfterSeconds: 60 })
    standIn.script = 'accept'
    expect((await ask(phone)).json()).toMatchObject({ status: 429, code: 'sms_too_soon' })
    const { code } = read(standIn.calls[0]?.body ?? '')
    expect((await t.call('POST', '/v1/auth/sms', { body: { phone, code, consent: CONSENT } })).statusCode).toBe(200)
  })

  test('after a refusal the shopper may ask again at once, and an older code stays good', async () => {
    const phone = fresh()
    await ask(phone)
    t.clock.advance(60_000)
    standIn.script = { code: minute }
    await ask(phone)
    const { code } = read(standIn.calls[0]?.body ?? '')
    expect((await t.call('POST', '/v1/auth/sms', { body: { phone, code, consent: CONSENT } })).statusCode).toBe(200)
  })
})
