import path from 'node:path'
import { envSchema } from 'env-schema'
import { Type, type Static } from '@sinclair/typebox'
import { StartupError } from './errors'
import { developmentSecret } from './secrets'
import { readSmsSettings, SmsEnvironment, smsFaults, type SmsProvider, type SmsSettings } from './sms/settings'
import { MessageEnvironment, readTemplates, type MessageTemplates } from './wechat/templates'
import { loadPayConfig, PayEnvironment, payFaults, type PayConfig } from './wechatPay/settings'

const WECHAT_HOST = 'https://api.weixin.qq.com'
const WECHAT_OPEN_HOST = 'https://open.weixin.qq.com'
const SANDBOX_SECRET = 'sandbox-app-secret-of-no-value-00'
const SECRET_MIN_BYTES = 32
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const Environment = Type.Object({
  NODE_ENV: Type.Union([Type.Literal('development'), Type.Literal('test'), Type.Literal('production')], { default: 'development' }),
  HOST: Type.String({ minLength: 1, default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 3000 }),
  DATA_DIR: Type.String({ minLength: 1, default: '.data' }),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^(postgres(ql)?://.+)?$' })),
  REDIS_URL: Type.Optional(Type.String({ pattern: '^(rediss?://.+)?$' })),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^(https?://[^/]+/?)?$' })),
  TRUST_PROXY: Type.Integer({ minimum: 0, maximum: 10, default: 0 }),
  RATE_LIMIT_PER_MINUTE: Type.Integer({ minimum: 0, default: 1200 }),
  WECHAT_APPID: Type.Optional(Type.String()),
  WECHAT_SECRET: Type.Optional(Type.String()),
  WECHAT_API_BASE: Type.Optional(Type.String({ pattern: '^(https?://.+)?$' })),
  WECHAT_H5_APPID: Type.Optional(Type.String()),
  WECHAT_H5_SECRET: Type.Optional(Type.String()),
  WECHAT_WEB_APPID: Type.Optional(Type.String()),
  WECHAT_WEB_SECRET: Type.Optional(Type.String()),
  ...MessageEnvironment,
  WECHAT_OPEN_BASE: Type.Optional(Type.String({ pattern: '^(https?://.+)?$' })),
  ...SmsEnvironment,
  MATOMO_URL: Type.Optional(Type.String({ pattern: '^(https?://.+)?$' })),
  MATOMO_SITE_ID: Type.Optional(Type.String({ pattern: '^([1-9]\\d{0,8})?$' })),
  ...PayEnvironment,
  ALLOW_STAND_INS: Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('')])),
  SESSION_SECRET: Type.Optional(Type.String()),
  DATA_KEY: Type.Optional(Type.String()),
  LOG_LEVEL: Type.Union(LOG_LEVELS.map((level) => Type.Literal(level)), { default: 'info' }),
})
type Environment = Static<typeof Environment>

/** An app registered at WeChat. */
export interface WechatKeys {
  appId: string
  secret: string
}

export interface Config {
  nodeEnv: Environment['NODE_ENV']
  isProduction: boolean
  host: string
  /** 0 takes any free port. */
  port: number
  /** Absolute. Holds the embedded database, development secrets and rendered pictures. */
  dataDir: string
  /** Null starts the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null
  /** Null keeps rate-limit counters in this process. */
  redisUrl: string | null
  /** Origin under which shoppers reach the shop, without trailing slash. */
  publicUrl: string
  /** How many proxies in front may be believed about the caller's address. */
  trustProxy: number
  /** Requests of one caller over all routes; 0 lifts the limit, for load tests. */
  rateLimitPerMinute: number
  wechat: {
    appId: string
    secret: string
    /** Base URL of WeChat's API. Null: the sandbox is to be started and its address used. */
    apiBase: string | null
    isSandbox: boolean
    /** The official account, through which H5 inside WeChat signs in. Null: that way is off. */
    oa: WechatKeys | null
    /** The website app, whose code a desktop shows for scanning. Null: that way is off. */
    web: WechatKeys | null
    /** Where WeChat's authorization pages are. Null: at the sandbox that is to be started. */
    openBase: string | null
  } & MessageTemplates
  matomo: {
    /** Address of Matomo, with or without `matomo.php`. Null: development starts a stand-in, production counts nothing. */
    url: string | null
    siteId: number
  }
  /** Where one-time codes go. `off`: nobody delivers them, so asking answers `sms_unavailable`. */
  smsMode: 'sandbox' | SmsProvider | 'off'
  /** The provider's account, where `smsMode` names one. */
  sms: SmsSettings | null
  pay: PayConfig
  /** Keys what may be lost at any time: list cursors. */
  sessionSecret: string
  /** Encrypts personal data and session keys at rest, and keys the hashes that find a number again: lost with it, for good. */
  dataKey: string
  logLevel: Environment['LOG_LEVEL']
}

/**
 * Settings from the environment, checked as a whole. Throws `StartupError` in plain words, naming every
 * setting that is wrong. Outside production, missing secrets are made once and kept in the data folder.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, root: string = process.cwd()): Config {
  const values = parse(env)
  const isProduction = values.NODE_ENV === 'production'
  if (isProduction) refuseUnsafeProduction(values)
  else refuse([...halfApps(values), ...smsFaults(values), ...openStandIns(values)], 'The settings in the environment are not usable')
  const dataDir = path.resolve(root, values.DATA_DIR)
  const apiBase = values.WECHAT_API_BASE || (isProduction ? WECHAT_HOST : null)
  const isSandbox = apiBase === null || !isWechatHost(apiBase)
  return {
    nodeEnv: values.NODE_ENV,
    isProduction,
    host: values.HOST,
    port: values.PORT,
    dataDir,
    databaseUrl: values.DATABASE_URL || null,
    redisUrl: values.REDIS_URL || null,
    publicUrl: (values.PUBLIC_URL || `http://localhost:${values.PORT}`).replace(/\/$/, ''),
    trustProxy: values.TRUST_PROXY,
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
    wechat: {
      appId: values.WECHAT_APPID || 'wx0000000000sandbox',
      secret: values.WECHAT_SECRET || SANDBOX_SECRET,
      apiBase,
      isSandbox,
      oa: keysOf(values.WECHAT_H5_APPID, values.WECHAT_H5_SECRET) ?? (isSandbox ? { appId: 'wx00000h5sandbox', secret: SANDBOX_SECRET } : null),
      web: keysOf(values.WECHAT_WEB_APPID, values.WECHAT_WEB_SECRET) ?? (isSandbox ? { appId: 'wx0000websandbox', secret: SANDBOX_SECRET } : null),
      // The stand-in plays both hosts.
      openBase: values.WECHAT_OPEN_BASE || (isSandbox ? apiBase : WECHAT_OPEN_HOST),
      ...readTemplates(values, isSandbox),
    },
    matomo: { url: values.MATOMO_URL || null, siteId: Number(values.MATOMO_SITE_ID || 1) },
    smsMode: values.SMS_MODE ?? (isProduction ? 'off' : 'sandbox'),
    sms: readSmsSettings(values),
    pay: loadPayConfig(values, isProduction),
    sessionSecret: values.SESSION_SECRET || developmentSecret(dataDir, 'session'),
    dataKey: values.DATA_KEY || developmentSecret(dataDir, 'data'),
    logLevel: values.LOG_LEVEL,
  }
}

function parse(env: NodeJS.ProcessEnv): Environment {
  // Given values only: env-schema would otherwise also read process.env, and a test's settings would mix with the shell's.
  const given = Object.fromEntries(Object.keys(Environment.properties).flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
  try {
    return envSchema<Environment>({ schema: Environment, data: given, env: false })
  } catch (error) {
    throw new StartupError(`The settings in the environment are not usable:\n${describe(error)}`)
  }
}

/** Names the variable and the rule, never the value: it may be a secret. */
function describe(error: unknown): string {
  const errors = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  const lines = errors.map((item: { instancePath?: string; message?: string }) => `  ${item.instancePath?.slice(1) || 'environment'} ${item.message ?? 'is not valid'}`)
  return [...new Set(lines)].join('\n')
}

function refuseUnsafeProduction(values: Environment): void {
  const faults = [
    ...(['SESSION_SECRET', 'DATA_KEY', 'WECHAT_SECRET'] as const).flatMap((name) => secretFault(name, values[name])),
    ...(['WECHAT_H5_SECRET', 'WECHAT_WEB_SECRET'] as const).flatMap((name) => (values[name] ? secretFault(name, values[name]) : [])),
    ...halfApps(values),
    ...(values.SESSION_SECRET && values.SESSION_SECRET === values.DATA_KEY ? ['SESSION_SECRET and DATA_KEY must differ.'] : []),
    ...(values.WECHAT_APPID && !/sandbox/i.test(values.WECHAT_APPID) ? [] : ['WECHAT_APPID is missing: give the app id of the mini-program.']),
    ...(values.PUBLIC_URL?.startsWith('https://') ? [] : ['PUBLIC_URL must be the https:// origin under which shoppers reach the shop.']),
    ...(values.WECHAT_API_BASE && !isWechatHost(values.WECHAT_API_BASE) ? [`WECHAT_API_BASE points at a stand-in. Leave it out: production talks to ${WECHAT_HOST}.`] : []),
    ...(values.WECHAT_OPEN_BASE && !isWechatHost(values.WECHAT_OPEN_BASE) ? [`WECHAT_OPEN_BASE points at a stand-in. Leave it out: production sends shoppers to ${WECHAT_OPEN_HOST}.`] : []),
    ...matomoFaults(values),
    ...(values.SMS_MODE === 'sandbox' ? ['SMS_MODE=sandbox shows one-time codes to anyone. Production runs with SMS_MODE=tencent, aliyun or off.'] : []),
    ...smsFaults(values),
    ...payFaults(values),
  ]
  refuse(faults, 'The server does not start in production with these settings')
}

/**
 * An https address is one that shoppers use. A shop that was put behind it with `NODE_ENV` forgotten would run like a
 * developer's: sign-in, codes and payments played by stand-ins, for anybody.
 */
function openStandIns(values: Environment): string[] {
  if (!values.PUBLIC_URL?.startsWith('https://') || values.ALLOW_STAND_INS === 'yes') return []
  const standIns = [
    ...(values.WECHAT_API_BASE && isWechatHost(values.WECHAT_API_BASE) ? [] : ['sign-in by WeChat (WECHAT_API_BASE)']),
    ...((values.SMS_MODE ?? 'sandbox') === 'sandbox' ? ['one-time codes (SMS_MODE)'] : []),
    ...(loadPayConfig(values, false).mode === 'sandbox' ? ['payments (PAY_MODE)'] : []),
  ]
  if (standIns.length === 0) return []
  return [
    `PUBLIC_URL is an https:// address, and stand-ins play ${standIns.join(', ')}: anybody could sign in as anybody, and buy without paying.`,
    'Set NODE_ENV=production for a shop, PUBLIC_URL=http://… on your own network, or ALLOW_STAND_INS=yes for a demo in which nothing is real.',
  ]
}

function refuse(faults: string[], title: string): void {
  if (faults.length > 0) throw new StartupError(`${title}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
}

/** An app id without its secret would offer a way in that always fails. */
function halfApps(values: Environment): string[] {
  return (['WECHAT_H5', 'WECHAT_WEB'] as const).flatMap((app) => {
    const [given, missing] = values[`${app}_APPID`] ? [`${app}_APPID`, `${app}_SECRET`] : [`${app}_SECRET`, `${app}_APPID`]
    return Boolean(values[`${app}_APPID`]) === Boolean(values[`${app}_SECRET`]) ? [] : [`${given} is given without ${missing}: give both, or none to leave that way of signing in off.`]
  })
}

function keysOf(appId: string | undefined, secret: string | undefined): WechatKeys | null {
  return appId && secret ? { appId, secret } : null
}

function matomoFaults({ MATOMO_URL: url, MATOMO_SITE_ID: siteId }: Environment): string[] {
  if (!url) return siteId ? ['MATOMO_SITE_ID is set without MATOMO_URL: give the address of Matomo too, or neither.'] : []
  return [
    ...(url.startsWith('https://') ? [] : ['MATOMO_URL must start with https://: what shoppers do does not travel in the clear.']),
    ...(siteId ? [] : ['MATOMO_SITE_ID is missing: Matomo shows it beside the website under Administration, Websites.']),
  ]
}

function secretFault(name: string, value: string | undefined): string[] {
  if (!value) return [`${name} is missing: set it to a random value of at least ${SECRET_MIN_BYTES} bytes (openssl rand -hex 32).`]
  if (Buffer.byteLength(value) < SECRET_MIN_BYTES) return [`${name} is too short: at least ${SECRET_MIN_BYTES} bytes are needed.`]
  // A random value of 32 characters repeats few of them; "aaaa…", "changeme…" and "0123…" give themselves away.
  if (new Set(value).size < 8 || /change.?me|example|default|password|sandbox|development|your[-_ ]/i.test(value)) {
    return [`${name} looks like a placeholder: set it to a random value (openssl rand -hex 32).`]
  }
  return []
}

function isWechatHost(base: string): boolean {
  // URL parsing, not a prefix test: api.weixin.qq.com.example.org is somebody else's host.
  return URL.canParse(base) && new URL(base).protocol === 'https:' && new URL(base).hostname.endsWith('.weixin.qq.com')
}
