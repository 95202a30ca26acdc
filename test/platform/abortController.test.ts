import { AbortController as Shim, AbortSignal as ShimSignal } from '@/platform/abortController'
import type { Me } from '@contract/identity'
import { createAppThunk } from '@/store/appThunk'
import { fetchAddresses } from '@/features/addresses/addressThunks'
import { catalogueApi } from '@/features/catalogue/catalogueApi'
import { makeAddress, makeMe } from '../support/app/factories'
import { deferred, makeShop, memberState } from '../support/app/shop'

describe('the shim', () => {
  it('aborts once, with its reason', () => {
    const controller = new Shim()
    const listener = jest.fn()
    controller.signal.addEventListener('abort', listener)
    controller.abort('why')
    controller.abort('again')
    expect(controller.signal).toMatchObject({ aborted: true, reason: 'why' })
    expect(listener).toHaveBeenCalledTimes(1)
    expect(() => controller.signal.throwIfAborted()).toThrow('why')
  })

  it('gives an AbortError where no reason is given', () => {
    const controller = new Shim()
    controller.abort()
    expect(controller.signal.reason).toMatchObject({ name: 'AbortError' })
  })

  it('forgets listeners that were removed, were for once, or whose own signal was aborted', () => {
    const controller = new Shim()
    const other = new Shim()
    const [removed, once, bound] = [jest.fn(), jest.fn(), jest.fn()]
    controller.signal.addEventListener('abort', removed)
    controller.signal.removeEventListener('abort', removed)
    controller.signal.addEventListener('abort', once, { once: true })
    controller.signal.addEventListener('abort', bound, { signal: other.signal })
    other.abort()
    controller.abort()
    controller.signal.dispatchEvent({ type: 'abort' })
    expect([removed, once, bound].map(({ mock }) => mock.calls.length)).toEqual([0, 1, 0])
  })

  it('knows a signal that was aborted from the start', () => {
    expect(ShimSignal.abort('why')).toMatchObject({ aborted: true, reason: 'why' })
  })
})

/** What a phone's runtime lacks, though jsdom and Node have it. */
const MISSING = ['AbortController', 'AbortSignal', 'DOMException', 'structuredClone', 'queueMicrotask', 'fetch', 'Headers', 'Request', 'URL', 'URLSearchParams', 'TextEncoder', 'Blob', 'FormData', 'crypto'] as const

describe('the store without the globals of a browser', () => {
  const kept = new Map<string, PropertyDescriptor>()

  beforeEach(() => {
    for (const name of MISSING) {
      const descriptor = Object.getOwnPropertyDescriptor(globalThis, name)
      if (!descriptor) continue
      kept.set(name, descriptor)
      Reflect.deleteProperty(globalThis, name)
    }
    // In the mini-program the bundler provides these two to every module.
    Object.assign(globalThis, { AbortController: Shim, AbortSignal: ShimSignal })
  })

  afterEach(() => kept.forEach((descriptor, name) => Object.defineProperty(globalThis, name, descriptor)))

  it('really has none of them', () => {
    expect(typeof structuredClone).toBe('undefined')
    expect(new AbortController()).toBeInstanceOf(Shim)
  })

  it('throws on dispatch without the shim: what it is for', async () => {
    Reflect.deleteProperty(globalThis, 'AbortController')
    const { store } = makeShop({ preloadedState: memberState() })
    await expect(async () => store.dispatch(fetchAddresses())).rejects.toThrow('AbortController')
  })

  it('fulfils a thunk', async () => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.addresses.list.mockResolvedValue({ items: [makeAddress()], nextCursor: null })
    expect(fetchAddresses.fulfilled.match(await store.dispatch(fetchAddresses()))).toBe(true)
    expect(state().addresses.status).toBe('ready')
  })

  it('aborts a thunk', async () => {
    const slow = deferred<Me>()
    const wait = createAppThunk('test/wait', () => slow.promise)
    const { store } = makeShop()
    const waiting = store.dispatch(wait())
    waiting.abort()
    expect(await waiting).toMatchObject({ type: 'test/wait/rejected', meta: { aborted: true } })
    slow.resolve(makeMe())
  })

  it('queries, and aborts what a component no longer wants', async () => {
    const { store, api } = makeShop()
    api.request.mockResolvedValue({ items: [], nextCursor: null })
    const done = store.dispatch(catalogueApi.endpoints.categories.initiate())
    await expect(done.unwrap()).resolves.toEqual({ items: [], nextCursor: null })
    const slow = deferred<unknown>()
    api.request.mockReturnValue(slow.promise)
    const aborted = store.dispatch(catalogueApi.endpoints.home.initiate())
    aborted.abort()
    await expect(aborted).resolves.toMatchObject({ isError: true })
    slow.resolve(null)
  })
})
