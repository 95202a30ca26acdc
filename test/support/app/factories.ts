import type { Address } from '@contract/addresses'
import type { Me, SessionStarted } from '@contract/identity'
import { CONSENT_VERSION } from '@contract/limits'
import { PROBLEMS, type ProblemCode } from '@contract/problemCodes'
import { ApiFailure } from '@/api/apiError'

export function makeMe(over: Partial<Me> = {}): Me {
  return {
    id: '0193aaaa-0000-7000-8000-000000000001',
    nickname: null,
    avatarUrl: null,
    phone: null,
    capability: 'member',
    consentVersion: CONSENT_VERSION,
    analyticsConsentVersion: null,
    analyticsId: 'a'.repeat(43),
    createdAt: '2026-11-01T00:00:00.000Z',
    ...over,
  }
}

export function makeStarted(over: Partial<SessionStarted> = {}): SessionStarted {
  return { token: 'token-1', expiresAt: '2026-12-22T00:00:00.000Z', isNewUser: false, user: makeMe(), ...over }
}

export function makeAddress(over: Partial<Address> = {}): Address {
  return {
    id: '0193aaaa-0000-7000-8000-0000000000a1',
    recipient: '张三',
    phone: '13800138000',
    regionCode: '330106',
    province: '浙江省',
    city: '杭州市',
    district: '西湖区',
    detail: '文三路 1 号',
    tag: null,
    transitDays: 1,
    isDefault: false,
    updatedAt: '2026-11-20T00:00:00.000Z',
    ...over,
  }
}

export const offline = () => new ApiFailure({ kind: 'network', retryable: true })
export const unauthorised = () => new ApiFailure({ kind: 'auth', reason: 'expired', retryable: false })

export function problem(code: ProblemCode, over: { retryAfterSeconds?: number; deletionDueAt?: string } = {}): ApiFailure {
  const { status, title } = PROBLEMS[code]
  return new ApiFailure({
    kind: 'problem',
    status,
    code,
    title,
    fields: {},
    retryAfterSeconds: over.retryAfterSeconds ?? null,
    retryable: status >= 500 || status === 429,
    ...(over.deletionDueAt ? { deletionDueAt: over.deletionDueAt } : {}),
  })
}
