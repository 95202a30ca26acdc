import { PROBLEMS, type ProblemCode } from '@contract/problemCodes'
import type { ApiError } from '@/api/apiError'
import { errorText } from '@/features/errors/errorText'
import { problem } from '../../support/app/factories'

const CHINESE = /^[\u4e00-\u9fff]/

describe('errorText', () => {
  it.each<ApiError>([
    { kind: 'network', retryable: true },
    { kind: 'timeout', retryable: true },
    { kind: 'aborted', retryable: false },
    { kind: 'auth', reason: 'expired', retryable: false },
    { kind: 'auth', reason: 'missing', retryable: false },
    { kind: 'http', status: 502, retryable: true },
    { kind: 'unsupported', retryable: false },
    { kind: 'refused', retryable: false },
  ])('has a sentence for %j', (error) => {
    expect(errorText(error)).toMatch(CHINESE)
  })

  it.each(Object.keys(PROBLEMS) as ProblemCode[])('has a sentence for the problem %s', (code) => {
    expect(errorText(problem(code).error)).toMatch(CHINESE)
  })

  it.each([
    [30, /30 秒/],
    [3600, /60 分钟/],
  ])('says how long to wait: %i seconds', (retryAfterSeconds, sentence) => {
    expect(errorText(problem('rate_limited', { retryAfterSeconds }).error)).toMatch(sentence)
  })
})
