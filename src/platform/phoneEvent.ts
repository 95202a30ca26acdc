import type { PhoneProof } from '@contract/identity'

/** What WeChat's phone button gave: a code, or encrypted data on old libraries. */
export type PhoneGrant = Exclude<PhoneProof, { phone: string }>

export type PhoneAnswer =
  | { kind: 'granted'; grant: PhoneGrant }
  /** He said no, here or to the privacy dialog. */
  | { kind: 'refused' }
  /** The merchant's paid quota is used up. */
  | { kind: 'exhausted' }
  | { kind: 'failed' }

export interface PhoneEventDetail {
  code?: string
  encryptedData?: string
  iv?: string
  errMsg?: string
  errno?: number | string
}

const QUOTA_EXHAUSTED = 1400001
const PRIVACY_REFUSED = [103, 104]

/** Normalises the event of `<Button openType="getPhoneNumber">`, and of its realtime variant, over base libraries. The code is preferred: no session_key is involved. */
export function readPhoneEvent({ code, encryptedData, iv, errMsg = '', errno }: PhoneEventDetail): PhoneAnswer {
  if (Number(errno) === QUOTA_EXHAUSTED) return { kind: 'exhausted' }
  if (code) return { kind: 'granted', grant: { phoneCode: code } }
  if (encryptedData && iv) return { kind: 'granted', grant: { encryptedData, iv } }
  const isRefusal = PRIVACY_REFUSED.includes(Number(errno)) || /deny|denied|cancel|privacy/i.test(errMsg)
  return { kind: isRefusal ? 'refused' : 'failed' }
}
