import { withRetry } from '@/api/retry'
import type { ApiRequest } from '@/api/transport'
import { offline, problem, unauthorised } from '../support/app/factories'

const waits: number[] = []
const clock = { wait: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)), random: () => 0.5 }
const transport = jest.fn()
const send = (request: Partial<ApiRequest> = {}) => withRetry(transport, clock)({ path: '/v1/x', ...request })

beforeEach(() => {
  waits.length = 0
  transport.mockReset()
})

describe('withRetry', () => {
  it('repeats a read that may succeed, at most twice, with growing pauses', async () => {
    transport.mockRejectedValue(offline())
    await expect(send()).rejects.toMatchObject({ error: { kind: 'network' } })
    expect(transport).toHaveBeenCalledTimes(3)
    expect(waits).toEqual([300, 600])
  })

  it('answers as soon as one succeeds', async () => {
    transport.mockRejectedValueOnce(offline()).mockResolvedValue('body')
    await expect(send()).resolves.toBe('body')
    expect(transport).toHaveBeenCalledTimes(2)
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('never repeats a %s', async (method) => {
    transport.mockRejectedValue(offline())
    await expect(send({ method })).rejects.toBeDefined()
    expect(transport).toHaveBeenCalledTimes(1)
  })

  it.each([unauthorised(), problem('not_found')])('does not repeat what cannot succeed', async (failure) => {
    transport.mockRejectedValue(failure)
    await expect(send()).rejects.toBe(failure)
    expect(transport).toHaveBeenCalledTimes(1)
  })

  it('waits as long as the server asks', async () => {
    transport.mockRejectedValueOnce(problem('rate_limited', { retryAfterSeconds: 2 })).mockResolvedValue('body')
    await send()
    expect(waits).toEqual([2100])
  })

  it('gives up at once when the server asks for longer than a shopper waits', async () => {
    transport.mockRejectedValue(problem('service_unavailable', { retryAfterSeconds: 30 }))
    await expect(send()).rejects.toBeDefined()
    expect(transport).toHaveBeenCalledTimes(1)
  })

  it('does not repeat for somebody who has left meanwhile', async () => {
    const controller = new AbortController()
    transport.mockImplementation(() => {
      controller.abort()
      return Promise.reject(offline())
    })
    await expect(send({ signal: controller.signal })).rejects.toBeDefined()
    expect(transport).toHaveBeenCalledTimes(1)
  })
})
