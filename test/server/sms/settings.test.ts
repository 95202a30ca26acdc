import { loadConfig } from '../../../server/config'
import { StartupError } from '../../../server/errors'
import { SmsSandbox } from '../../../server/sandbox/sms'
import { openSms } from '../../../server/sms/open'
import { testClock } from '../../support/clock'
import { testConfig } from '../../support/server'

const tencent = { SMS_MODE: 'tencent', SMS_SECRET_ID: 'AKIDtest', SMS_SECRET_KEY: 'key', SMS_APP_ID: '1400006666', SMS_SIGN_NAME: '惜食', SMS_TEMPLATE: '1234567' }
const aliyun = { SMS_MODE: 'aliyun', SMS_SECRET_ID: 'LTAItest', SMS_SECRET_KEY: 'key', SMS_SIGN_NAME: '惜食', SMS_TEMPLATE: 'SMS_123456789' }
const production = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'a-8f1c2b7e94d05a63-f7e6d5c4b3a29180',
  DATA_KEY: 'b-8f1c2b7e94d05a63-f7e6d5c4b3a29180',
  WECHAT_APPID: 'wx1234567890abcdef',
  WECHAT_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  PUBLIC_URL: 'https://shop.example.org',
}

describe('the SMS settings', () => {
  test.each([
    ['tencent', tencent, { provider: 'tencent', region: 'ap-guangzhou', appId: '1400006666', template: '1234567' }],
    ['aliyun', aliyun, { provider: 'aliyun', region: 'cn-hangzhou', appId: '', template: 'SMS_123456789' }],
  ])('of %s are complete, in production as well', (mode, env, sms) => {
    expect(testConfig(env)).toMatchObject({ smsMode: mode, sms })
    expect(loadConfig({ ...production, ...env })).toMatchObject({ smsMode: mode, sms })
  })

  test.each([
    ['tencent', 'SMS_SECRET_ID', undefined],
    ['tencent', 'SMS_SECRET_KEY', ''],
    ['tencent', 'SMS_APP_ID', undefined],
    ['tencent', 'SMS_APP_ID', 'app'],
    ['tencent', 'SMS_SIGN_NAME', undefined],
    ['tencent', 'SMS_TEMPLATE', undefined],
    ['tencent', 'SMS_TEMPLATE', 'SMS_123456789'],
    ['tencent', 'SMS_REGION', 'Guangzhou!'],
    ['aliyun', 'SMS_SECRET_ID', undefined],
    ['aliyun', 'SMS_TEMPLATE', '7654321'],
    ['aliyun', 'SMS_TEMPLATE_SIGN_IN', 'login'],
    ['aliyun', 'SMS_TEMPLATE_BIND_PHONE', 'bind'],
    ['aliyun', 'SMS_TEMPLATE_PROVE', 'prove'],
    ['aliyun', 'SMS_TEMPLATE_MERGE', 'merge'],
  ])('%s does not start with %s=%s, and says so in plain words', (mode, name, value) => {
    for (const rest of [{ NODE_ENV: 'test' }, production]) {
      const load = () => loadConfig({ ...rest, ...(mode === 'tencent' ? tencent : aliyun), [name]: value })
      expect(load).toThrow(StartupError)
      expect(load).toThrow(new RegExp(`${name} is (missing|no )`))
      if (value) expect(load).not.toThrow(value)
    }
  })

  test('everything that is missing is told at once', () => {
    expect(() => testConfig({ SMS_MODE: 'tencent' })).toThrow(/SMS_SECRET_ID[\s\S]*SMS_SECRET_KEY[\s\S]*SMS_SIGN_NAME[\s\S]*SMS_TEMPLATE[\s\S]*SMS_APP_ID/)
  })

  test('security 5: production wants a real provider or none', () => {
    expect(() => loadConfig({ ...production, SMS_MODE: 'sandbox' })).toThrow(/SMS_MODE=tencent, aliyun or off/)
    expect(loadConfig({ ...production, SMS_MODE: 'off' })).toMatchObject({ smsMode: 'off', sms: null })
  })
})

test('the sender is the one that the settings name', async () => {
  const clock = testClock()
  await expect(openSms(testConfig({ SMS_MODE: 'sandbox' }), clock)).resolves.toBeInstanceOf(SmsSandbox)
  await expect(openSms(testConfig({ SMS_MODE: 'off' }), clock)).resolves.toBeNull()
  for (const env of [tencent, aliyun]) await expect(openSms(testConfig(env), clock)).resolves.toHaveProperty('send')
})
