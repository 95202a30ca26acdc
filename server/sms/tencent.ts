import { SmsFailure, type SmsFailureKind } from './failure'
import type { SmsMessage, SmsSender } from './sender'
import { templateFor, type SmsSettings } from './settings'

export interface ProviderOptions {
  /** Host and port in place of the provider's, over plain HTTP: a stand-in in tests. */
  endpoint?: string
  timeoutMs?: number
}

const PROVIDER = 'tencent'
const HOST = 'sms.tencentcloudapi.com'
const TIMEOUT_MS = 8_000
const HOUR_SECONDS = 3_600

/** By the beginnings of Tencent's codes, the special before the general. */
const KINDS: [start: string, kind: SmsFailureKind][] = [
  ['LimitExceeded.PhoneNumber', 'tooOften'],
  ['LimitExceeded.DeliveryFrequencyLimit', 'tooOften'],
  ['RequestLimitExceeded', 'unavailable'],
  // Daily ceilings of the account.
  ['LimitExceeded', 'outOfCredit'],
  ['FailedOperation.InsufficientBalanceInSmsPackage', 'outOfCredit'],
  ['UnauthorizedOperation.SerivceSuspendDueToArrears', 'outOfCredit'],
  ['UnauthorizedOperation.ServiceSuspendDueToArrears', 'outOfCredit'],
  ['FailedOperation.PhoneNumberInBlacklist', 'numberRefused'],
  ['InvalidParameterValue.IncorrectPhoneNumber', 'numberRefused'],
  ['UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber', 'numberRefused'],
  ['UnsupportedOperation.UnsupportedRegion', 'numberRefused'],
  ['FailedOperation.FailResolvePacket', 'unavailable'],
  ['InternalError', 'unavailable'],
  // What is left names the key, the application, the signature, the template or its parameters.
  ['AuthFailure', 'misconfigured'],
  ['FailedOperation', 'misconfigured'],
  ['InvalidParameter', 'misconfigured'],
  ['MissingParameter', 'misconfigured'],
  ['UnauthorizedOperation', 'misconfigured'],
  ['UnsupportedOperation', 'misconfigured'],
]

/** Codes over Tencent Cloud's SMS, through its own SDK, which is loaded here and nowhere else. */
export async function tencentSender(settings: SmsSettings, { endpoint, timeoutMs = TIMEOUT_MS }: ProviderOptions = {}): Promise<SmsSender> {
  const { sms } = await import('tencentcloud-sdk-nodejs-sms')
  const client = new sms.v20210111.Client({
    credential: { secretId: settings.secretId, secretKey: settings.secretKey },
    region: settings.region,
    profile: { httpProfile: { endpoint: endpoint ?? HOST, protocol: endpoint ? 'http://' : 'https://', reqTimeout: timeoutMs / 1000 } },
  })
  return {
    async send(message) {
      const answer = await client.SendSms(requestFor(settings, message)).catch((error: unknown) => {
        throw thrownFailure(error)
      })
      // The call succeeds as a whole; what became of the one number is inside.
      const code = answer.SendStatusSet?.[0]?.Code ?? 'no status'
      if (code !== 'Ok') throw failure(code, answer.RequestId)
    },
  }
}

function requestFor(settings: SmsSettings, { phone, code, purpose }: SmsMessage) {
  return {
    PhoneNumberSet: [phone.startsWith('+') ? phone : `+86${phone}`],
    SmsSdkAppId: settings.appId,
    SignName: settings.signName,
    TemplateId: templateFor(settings, purpose),
    TemplateParamSet: [code],
  }
}

function thrownFailure(error: unknown): SmsFailure {
  const { code, requestId, message } = error as { code?: string; requestId?: string; message?: string }
  if (code) return failure(code, requestId)
  return /time.?out/i.test(message ?? '') ? new SmsFailure('timedOut', { provider: PROVIDER, code: 'timeout' }) : new SmsFailure('unavailable', { provider: PROVIDER, code: 'no answer' })
}

function failure(code: string, requestId: string | undefined): SmsFailure {
  const kind = KINDS.find(([start]) => code.startsWith(start))?.[1] ?? 'unavailable'
  const isLong = /OneHour|Daily/.test(code)
  return new SmsFailure(kind, { provider: PROVIDER, code, requestId, retryAfterSeconds: kind === 'tooOften' && isLong ? HOUR_SECONDS : undefined })
}
