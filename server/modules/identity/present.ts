import type { Me } from '@contract/identity'
import type { Vault } from '../../security/vault'
import { maskPhone, phoneContext } from './phoneText'
import { analyticsMark } from './tracked'

export interface MeRow {
  id: string
  nickname: string | null
  avatar_url: string | null
  consent_version: string | null
  analytics_consent_version: string | null
  created_at: Date
  sealed_phone: string | null
}

/** What leaves the server about a user. The number is masked here, once, for every route. */
export function presentMe(row: MeRow, vault: Vault): Me {
  const phone = row.sealed_phone === null ? null : vault.open(row.sealed_phone, phoneContext(row.id))
  return {
    id: row.id,
    nickname: row.nickname,
    avatarUrl: row.avatar_url,
    phone: phone === null ? null : maskPhone(phone),
    capability: phone === null ? 'member' : 'phoneVerified',
    consentVersion: row.consent_version,
    analyticsConsentVersion: row.analytics_consent_version,
    analyticsId: analyticsMark(vault, row.id),
    createdAt: row.created_at.toISOString(),
  }
}
