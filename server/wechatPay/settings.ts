import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Type, type Static } from '@sinclair/typebox'
import { StartupError } from '../errors'

const WECHAT_PAY_HOST = 'https://api.mch.weixin.qq.com'
const API_V3_KEY_BYTES = 32
const MIN_RSA_BITS = 2048

/** The part of the environment that payments are set by. */
export const PayEnvironment = {
  PAY_MODE: Type.Optional(Type.Union([Type.Literal('sandbox'), Type.Literal('wechat'), Type.Literal('off')])),
  WECHAT_PAY_MCHID: Type.Optional(Type.String({ pattern: '^(\\d{6,32})?$' })),
  WECHAT_PAY_SERIAL: Type.Optional(Type.String({ pattern: '^([0-9A-Fa-f]{16,64})?$' })),
  WECHAT_PAY_PRIVATE_KEY_FILE: Type.Optional(Type.String()),
  WECHAT_PAY_API_V3_KEY: Type.Optional(Type.String()),
  WECHAT_PAY_PLATFORM_KEYS: Type.Optional(Type.String()),
}
export type PayValues = { [name in keyof typeof PayEnvironment]?: Static<(typeof PayEnvironment)[name]> }

/** A merchant account of WeChat Pay, ready to use. */
export interface WechatPaySettings {
  apiBase: string
  mchId: string
  /** Serial number of the merchant's certificate: tells WeChat which key signed. */
  serial: string
  privateKey: KeyObject
  /** 32 bytes: decrypts notices. */
  apiV3Key: Buffer
  /** WeChat's keys, by the id or serial that its answers name. Two while one replaces the other. */
  platformKeys: ReadonlyMap<string, KeyObject>
}

export interface PayConfig {
  /** `off`: nobody takes payments; beginning to pay answers `payment_unavailable`. */
  mode: 'sandbox' | 'wechat' | 'off'
  /** There in mode `wechat` alone; a stand-in brings its own. */
  wechat: WechatPaySettings | null
}

const NEEDED = ['WECHAT_PAY_MCHID', 'WECHAT_PAY_SERIAL', 'WECHAT_PAY_PRIVATE_KEY_FILE', 'WECHAT_PAY_API_V3_KEY', 'WECHAT_PAY_PLATFORM_KEYS'] as const

/** Payments as the environment sets them: WeChat Pay where an account is given, else the stand-in, which production never has. Throws `StartupError`. */
export function loadPayConfig(values: PayValues, isProduction: boolean): PayConfig {
  const isGiven = NEEDED.some((name) => values[name])
  const mode = values.PAY_MODE ?? (isGiven ? 'wechat' : isProduction ? 'off' : 'sandbox')
  return { mode, wechat: mode === 'wechat' ? loadAccount(values) : null }
}

/** What production refuses, in plain words. */
export function payFaults(values: PayValues): string[] {
  return values.PAY_MODE === 'sandbox' ? ['PAY_MODE=sandbox takes no money: anybody could pay with a click. Production runs with PAY_MODE=wechat or off.'] : []
}

function loadAccount(values: PayValues): WechatPaySettings {
  const missing = NEEDED.filter((name) => !values[name])
  if (missing.length > 0) throw new StartupError(`WeChat Pay needs all of its settings; missing: ${missing.join(', ')}. Set them, or PAY_MODE=off.`)
  const apiV3Key = Buffer.from(values.WECHAT_PAY_API_V3_KEY ?? '')
  if (apiV3Key.length !== API_V3_KEY_BYTES) throw new StartupError(`WECHAT_PAY_API_V3_KEY must have ${API_V3_KEY_BYTES} bytes, as it was set in the merchant console.`)
  return {
    apiBase: WECHAT_PAY_HOST,
    mchId: values.WECHAT_PAY_MCHID ?? '',
    serial: (values.WECHAT_PAY_SERIAL ?? '').toUpperCase(),
    privateKey: readKey('WECHAT_PAY_PRIVATE_KEY_FILE', values.WECHAT_PAY_PRIVATE_KEY_FILE ?? '', (pem) => createPrivateKey(pem)),
    apiV3Key,
    platformKeys: readPlatformKeys(values.WECHAT_PAY_PLATFORM_KEYS ?? ''),
  }
}

/** `ID:FILE[,ID:FILE]`: a public key under its `PUB_KEY_ID_…`, or a platform certificate under its serial number. */
function readPlatformKeys(text: string): Map<string, KeyObject> {
  const name = 'WECHAT_PAY_PLATFORM_KEYS'
  return new Map(
    text.split(',').map((entry) => {
      const colon = entry.indexOf(':')
      const id = entry.slice(0, colon).trim()
      if (colon < 1 || !/^\w{8,128}$/.test(id)) throw new StartupError(`${name} must read ID:FILE, or ID:FILE,ID:FILE.`)
      // Node reads the key out of a certificate as well.
      return [id, readKey(name, entry.slice(colon + 1).trim(), (pem) => createPublicKey(pem))]
    }),
  )
}

/** Names the setting and never the content. */
function readKey(name: string, file: string, parse: (pem: string) => KeyObject): KeyObject {
  let key: KeyObject
  try {
    key = parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new StartupError(`${name}: the file ${file} cannot be read or holds no key in PEM form.`, { cause: error })
  }
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS) {
    throw new StartupError(`${name}: the file ${file} must hold an RSA key of at least ${MIN_RSA_BITS} bits.`)
  }
  return key
}
