import { fetchAddresses } from '@/features/addresses/addressThunks'
import { intentKept, INTENT_LIFETIME_MS, type PendingIntent } from '@/features/intent/intentSlice'
import { resumeIntent } from '@/features/intent/resumeIntent'
import { offline, problem } from '../../support/app/factories'
import { guestState, makeShop, memberState } from '../../support/app/shop'

type Options = Parameters<typeof makeShop>[0]

function makeKept(options: Options = {}, over: Partial<PendingIntent> = {}) {
  const shop = makeShop({ preloadedState: memberState(), ...options })
  const { store, clock } = shop
  const action = { type: 'test/run', payload: { a: 1 } }
  store.dispatch(intentKept({ id: 'i', action, capability: 'member', purpose: 'account', page: '/', createdAt: clock.now(), ...over }))
  return shop
}

describe('resumeIntent', () => {
  it('runs once, however often it is called', async () => {
    const run = jest.fn<unknown, [unknown, string]>()
    const { store, state } = makeKept({ intents: { 'test/run': (payload, key) => () => run(payload, key) } })
    const ran = await Promise.all([1, 2, 3].map(() => store.dispatch(resumeIntent())))
    expect(ran).toEqual([true, false, false])
    expect(run.mock.calls).toEqual([[{ a: 1 }, 'i']])
    expect(state().intent.outcome?.status).toBe('done')
  })

  it.each<[string, Options, Partial<PendingIntent>]>([
    ['for a guest', { preloadedState: guestState }, {}],
    ['without a number where one is needed', {}, { capability: 'phoneVerified' }],
    ['before a newer agreement is agreed to', { preloadedState: memberState({ consentVersion: null }) }, {}],
  ])('waits %s', async (_why, options, over) => {
    const run = jest.fn()
    const { store, state } = makeKept({ intents: { 'test/run': () => () => run() as unknown }, ...options }, over)
    await expect(store.dispatch(resumeIntent())).resolves.toBe(false)
    expect(run).not.toHaveBeenCalled()
    expect(state().intent.pending).not.toBeNull()
  })

  it('forgets one that is too old', async () => {
    const run = jest.fn()
    const { store, state, clock } = makeKept({ intents: { 'test/run': () => () => run() as unknown } })
    clock.advance(INTENT_LIFETIME_MS)
    await expect(store.dispatch(resumeIntent())).resolves.toBe(false)
    expect(run).not.toHaveBeenCalled()
    expect(state().intent.pending).toBeNull()
  })

  it('forgets one that an older app left', async () => {
    const { store, state } = makeKept({ intents: {} })
    await expect(store.dispatch(resumeIntent())).resolves.toBe(false)
    expect(state().intent.pending).toBeNull()
  })

  it.each<[string, () => unknown, string]>([
    ['a rejection', () => Promise.reject(problem('not_found')), 'problem'],
    ['what a mutation resolves with', () => Promise.resolve({ error: { kind: 'timeout', retryable: true } }), 'timeout'],
    ['something thrown', () => { throw new Error('boom') }, 'network'], // prettier-ignore
  ])('tells of %s', async (_what, run, kind) => {
    const { store, state } = makeKept({ intents: { 'test/run': () => run } })
    await store.dispatch(resumeIntent())
    expect(state().intent.outcome).toMatchObject({ status: 'failed', error: { kind } })
  })

  it('tells of a rejected thunk', async () => {
    const { store, api, state } = makeKept({ intents: { 'test/run': () => fetchAddresses() } })
    api.addresses.list.mockRejectedValue(offline())
    await store.dispatch(resumeIntent())
    expect(state().intent.outcome).toMatchObject({ status: 'failed', error: { kind: 'network' } })
  })

  it('does not take a thunk for failed that was under way already', async () => {
    const { store, state } = makeKept({ intents: { 'test/run': () => fetchAddresses() } })
    void store.dispatch(fetchAddresses())
    await store.dispatch(resumeIntent())
    expect(state().intent.outcome?.status).toBe('done')
  })
})
