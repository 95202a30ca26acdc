import { Type, type Static, type TObject } from '@sinclair/typebox'
import type { CodePurpose } from './sender'

export type SmsProvider = 'tencent' | 'aliyun'

/** The part of the environment that names an SMS provider and its account. */
export const SmsEnvironment = {
  SMS_MODE: Type.Optional(Type.Union([Type.Literal('sandbox'), Type.Literal('tencent'), Type.Literal('aliyun'), Type.Literal('off')])),
  SMS_REGION: Type.Optional(Type.String()),
  SMS_SECRET_ID: Type.Optional(Type.String()),
  SMS_SECRET_KEY: Type.Optional(Type.String()),
  SMS_APP_ID: Type.Optional(Type.String()),
  SMS_SIGN_NAME: Type.Optional(Type.String()),
  SMS_TEMPLATE: Type.Optional(Type.String()),
  SMS_TEMPLATE_SIGN_IN: Type.Optional(Type.String()),
  SMS_TEMPLATE_BIND_PHONE: Type.Optional(Type.String()),
  SMS_TEMPLATE_PROVE: Type.Optional(Type.String()),
  SMS_TEMPLATE_MERGE: Type.Optional(Type.String()),
}
type Values = Static<TObject<typeof SmsEnvironment>>

export interface SmsSettings {
  provider: SmsProvider
  region: string
  secretId: string
  secretKey: string
  /** Tencent's SdkAppId; empty at Aliyun, which has none. */
  appId: string
  signName: string
  /** For every purpose without a template of its own. */
  template: string
  templates: Partial<Record<CodePurpose, string>>
}

const REGIONS: Record<SmsProvider, string> = { tencent: 'ap-guangzhou', aliyun: 'cn-hangzhou' }
const TEMPLATE_SHAPES: Record<SmsProvider, { pattern: RegExp; example: string }> = {
  tencent: { pattern: /^\d{4,}$/, example: '1234567' },
  aliyun: { pattern: /^SMS_\d+$/, example: 'SMS_123456789' },
}
const TEMPLATE_NAMES = ['SMS_TEMPLATE', 'SMS_TEMPLATE_SIGN_IN', 'SMS_TEMPLATE_BIND_PHONE', 'SMS_TEMPLATE_PROVE', 'SMS_TEMPLATE_MERGE'] as const

/** The account to send from, or null where nobody real is asked to (`sandbox`, `off`). Check `smsFaults` first. */
export function readSmsSettings(values: Values): SmsSettings | null {
  const provider = providerOf(values)
  if (!provider) return null
  return {
    provider,
    region: values.SMS_REGION || REGIONS[provider],
    secretId: values.SMS_SECRET_ID ?? '',
    secretKey: values.SMS_SECRET_KEY ?? '',
    appId: values.SMS_APP_ID ?? '',
    signName: values.SMS_SIGN_NAME ?? '',
    template: values.SMS_TEMPLATE ?? '',
    templates: {
      signIn: values.SMS_TEMPLATE_SIGN_IN || undefined,
      bindPhone: values.SMS_TEMPLATE_BIND_PHONE || undefined,
      prove: values.SMS_TEMPLATE_PROVE || undefined,
      merge: values.SMS_TEMPLATE_MERGE || undefined,
    },
  }
}

/** What is wrong with the settings of the chosen provider, one sentence each, without a value: some are secret. */
export function smsFaults(values: Values): string[] {
  const provider = providerOf(values)
  if (!provider) return []
  const { pattern, example } = TEMPLATE_SHAPES[provider]
  const missing: [name: keyof Values, what: string][] = [
    ['SMS_SECRET_ID', `the id of an access key of your ${provider} account`],
    ['SMS_SECRET_KEY', 'the secret of that access key'],
    ['SMS_SIGN_NAME', 'the approved signature, without brackets'],
    ['SMS_TEMPLATE', `the id of an approved template whose one variable is the code, such as ${example}`],
    ...(provider === 'tencent' ? [['SMS_APP_ID', 'the SdkAppId of your SMS application'] as [keyof Values, string]] : []),
  ]
  return [
    ...missing.flatMap(([name, what]) => (values[name] ? [] : [`${name} is missing: SMS_MODE=${provider} needs ${what}.`])),
    ...TEMPLATE_NAMES.flatMap((name) => (!values[name] || pattern.test(values[name]) ? [] : [`${name} is no template id of ${provider}: they look like ${example}.`])),
    ...(values.SMS_APP_ID && provider === 'tencent' && !/^\d{6,}$/.test(values.SMS_APP_ID) ? ['SMS_APP_ID is no SdkAppId: it consists of digits, such as 1400006666.'] : []),
    ...(values.SMS_REGION && !/^[a-z]{2}(-[a-z0-9]+)+$/.test(values.SMS_REGION) ? [`SMS_REGION is no region: they look like ${REGIONS[provider]}.`] : []),
  ]
}

/** Which template a code goes out with. */
export function templateFor(settings: SmsSettings, purpose: CodePurpose): string {
  return settings.templates[purpose] ?? settings.template
}

function providerOf({ SMS_MODE: mode }: Values): SmsProvider | null {
  return mode === 'tencent' || mode === 'aliyun' ? mode : null
}
