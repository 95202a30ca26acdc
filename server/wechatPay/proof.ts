import type { KeyObject } from 'node:crypto'
import { verifyLines } from './signature'

/** As far as WeChat's clock and ours may be apart, and the age to which a recorded notice can be played again. */
const WINDOW_SECONDS = 300

export interface SignedHeaders {
  timestamp: string | undefined
  nonce: string | undefined
  serial: string | undefined
  signature: string | undefined
}

/** Why something that should come from WeChat Pay does not, or null when it does. */
export function distrust(keys: ReadonlyMap<string, KeyObject>, headers: SignedHeaders, body: string, nowMs: number): string | null {
  const { timestamp, nonce, serial, signature } = headers
  if (!timestamp || !nonce || !serial || !signature) return 'not signed'
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowMs / 1000 - Number(timestamp)) > WINDOW_SECONDS) return 'too old, or from the future'
  const key = keys.get(serial)
  if (!key) return 'signed with an unknown key'
  return verifyLines(key, [timestamp, nonce, body], signature) ? null : 'the signature is not right'
}
