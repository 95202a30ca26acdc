import type { Address, AddressInput, AddressList } from '@contract/addresses'
import { fetchAddresses, makeAddressDefault, removeAddress, saveAddress } from '@/features/addresses/addressThunks'
import { sessionCleared } from '@/features/session/sessionActions'
import { makeAddress, offline, problem } from '../../support/app/factories'
import { deferred, makeShop, memberState, settle } from '../../support/app/shop'

const home = makeAddress({ id: 'home', isDefault: true, updatedAt: '2026-11-03T00:00:00.000Z' })
const work = makeAddress({ id: 'work', updatedAt: '2026-11-02T00:00:00.000Z' })
const old = makeAddress({ id: 'old', updatedAt: '2026-11-01T00:00:00.000Z' })
const listOf = (...items: Address[]): AddressList => ({ items, nextCursor: null })
const input: AddressInput = { recipient: '李四', phone: '13900139000', regionCode: '330106', detail: '一号' }

function makeMemberShop(items: Address[] = [home, work, old]) {
  const shop = makeShop({ preloadedState: { ...memberState(), addresses: { status: 'ready', items, isStale: false, undo: {} } } })
  const ids = () => shop.state().addresses.items.map(({ id }) => id)
  const marked = () => shop.state().addresses.items.filter(({ isDefault }) => isDefault).map(({ id }) => id)
  return { ...shop, ids, marked }
}

describe('fetchAddresses', () => {
  it('loads the book', async () => {
    const { store, api, state } = makeMemberShop([])
    api.addresses.list.mockResolvedValue(listOf(home))
    await store.dispatch(fetchAddresses())
    expect(state().addresses).toMatchObject({ status: 'ready', items: [home] })
  })

  it('keeps what is there while it is refreshed, and when that fails', async () => {
    const { store, api, state, ids } = makeMemberShop()
    api.addresses.list.mockRejectedValue(offline())
    const loading = store.dispatch(fetchAddresses())
    expect(state().addresses.status).toBe('loading')
    expect(ids()).toHaveLength(3)
    await loading
    expect(state().addresses).toMatchObject({ status: 'failed', error: { kind: 'network' } })
    expect(ids()).toHaveLength(3)
  })

  it('asks once for two that ask', async () => {
    const { store, api } = makeMemberShop()
    await Promise.all([store.dispatch(fetchAddresses()), store.dispatch(fetchAddresses())])
    expect(api.addresses.list).toHaveBeenCalledTimes(1)
  })

  it('drops the answer for the shopper before', async () => {
    const { store, api, state } = makeMemberShop([])
    const slow = deferred<AddressList>()
    api.addresses.list.mockReturnValueOnce(slow.promise).mockResolvedValue(listOf(work))
    const first = store.dispatch(fetchAddresses())
    store.dispatch(sessionCleared())
    await store.dispatch(fetchAddresses())
    slow.resolve(listOf(home))
    await first
    expect(state().addresses.items).toEqual([work])
  })
})

describe('saveAddress', () => {
  it('adds a new one with an idempotency key', async () => {
    const { store, api, ids, marked } = makeMemberShop()
    api.addresses.create.mockResolvedValue(makeAddress({ id: 'new', isDefault: true, updatedAt: '2026-11-04T00:00:00.000Z' }))
    await store.dispatch(saveAddress({ input }))
    expect(api.addresses.create).toHaveBeenCalledWith(input, { token: 'token-0', idempotencyKey: 'id-1' })
    expect(ids()).toEqual(['new', 'home', 'work', 'old'])
    expect(marked()).toEqual(['new'])
  })

  it('changes one in its place', async () => {
    const { store, api, state } = makeMemberShop()
    api.addresses.update.mockResolvedValue({ ...work, detail: '二号' })
    await store.dispatch(saveAddress({ id: 'work', input, key: 'k' }))
    expect(api.addresses.update).toHaveBeenCalledWith('work', input, { token: 'token-0', idempotencyKey: 'k' })
    expect(state().addresses.items[1]?.detail).toBe('二号')
  })

  it('changes nothing when it fails, and says why', async () => {
    const { store, api, ids } = makeMemberShop()
    api.addresses.create.mockRejectedValue(problem('address_limit_reached'))
    const result = await store.dispatch(saveAddress({ input }))
    expect(result.payload).toMatchObject({ code: 'address_limit_reached' })
    expect(ids()).toEqual(['home', 'work', 'old'])
  })

  it('is not undone by a list that was asked for before it', async () => {
    const { store, api, ids } = makeMemberShop([home])
    const slow = deferred<AddressList>()
    api.addresses.list.mockReturnValueOnce(slow.promise).mockResolvedValue(listOf(home, work))
    api.addresses.create.mockResolvedValue(work)
    const loading = store.dispatch(fetchAddresses())
    await store.dispatch(saveAddress({ input }))
    slow.resolve(listOf(home))
    await loading
    await settle()
    expect(ids()).toEqual(['home', 'work'])
    expect(api.addresses.list).toHaveBeenCalledTimes(2)
  })
})

describe('removeAddress', () => {
  it('is gone at once', async () => {
    const { store, api, ids } = makeMemberShop()
    api.addresses.remove.mockResolvedValue(undefined)
    const removing = store.dispatch(removeAddress('work'))
    expect(ids()).toEqual(['home', 'old'])
    await removing
    expect(ids()).toEqual(['home', 'old'])
  })

  it('comes back to its place when the server disagrees', async () => {
    const { store, api, ids } = makeMemberShop()
    api.addresses.remove.mockRejectedValue(offline())
    await store.dispatch(removeAddress('work'))
    expect(ids()).toEqual(['home', 'work', 'old'])
  })

  it('does not mind that it was removed elsewhere', async () => {
    const { store, api, ids } = makeMemberShop()
    api.addresses.remove.mockRejectedValue(problem('not_found'))
    await store.dispatch(removeAddress('work'))
    expect(ids()).toEqual(['home', 'old'])
  })

  it('asks who has the mark now when the default went', async () => {
    const { store, api, marked } = makeMemberShop()
    api.addresses.remove.mockResolvedValue(undefined)
    api.addresses.list.mockResolvedValue(listOf({ ...work, isDefault: true }, old))
    await store.dispatch(removeAddress('home'))
    await settle()
    expect(marked()).toEqual(['work'])
  })

  it('does not come back with a list that was asked for while it was being removed', async () => {
    const { store, api, ids } = makeMemberShop()
    const slow = deferred<void>()
    api.addresses.remove.mockReturnValueOnce(slow.promise).mockResolvedValue(undefined)
    const after = { ...work, isDefault: true }
    const listed = deferred<AddressList>()
    api.addresses.list.mockResolvedValueOnce(listOf(home, work)).mockReturnValueOnce(listed.promise).mockResolvedValue(listOf(after))
    const removing = store.dispatch(removeAddress('home'))
    await store.dispatch(removeAddress('old'))
    await settle()
    expect(ids()).toEqual(['home', 'work'])
    slow.resolve()
    await removing
    expect(ids()).toEqual(['work'])
    listed.resolve(listOf(after))
    await settle()
    expect(ids()).toEqual(['work'])
  })

  it('outdates a list that is on its way when it is removed', async () => {
    const { store, api, ids, marked } = makeMemberShop()
    const slow = deferred<void>()
    const listed = deferred<AddressList>()
    api.addresses.remove.mockReturnValueOnce(slow.promise)
    api.addresses.list.mockReturnValueOnce(listed.promise).mockResolvedValue(listOf({ ...work, isDefault: true }, old))
    const removing = store.dispatch(removeAddress('home'))
    const loading = store.dispatch(fetchAddresses())
    slow.resolve()
    await removing
    listed.resolve(listOf(home, work, old))
    await loading
    await settle()
    expect(ids()).toEqual(['work', 'old'])
    expect(marked()).toEqual(['work'])
  })

  it('is sent once for two taps', async () => {
    const { store, api } = makeMemberShop()
    api.addresses.remove.mockResolvedValue(undefined)
    await Promise.all([store.dispatch(removeAddress('work')), store.dispatch(removeAddress('work'))])
    expect(api.addresses.remove).toHaveBeenCalledTimes(1)
  })

  it('brings back only its own when two fail in any order', async () => {
    const { store, api, ids } = makeMemberShop()
    const slow = deferred<void>()
    api.addresses.remove.mockReturnValueOnce(slow.promise).mockResolvedValue(undefined)
    const failing = store.dispatch(removeAddress('work'))
    await store.dispatch(removeAddress('old'))
    slow.reject(offline())
    await failing
    expect(ids()).toEqual(['home', 'work'])
  })
})

describe('makeAddressDefault', () => {
  it('moves the mark at once', async () => {
    const { store, api, ids, marked } = makeMemberShop()
    api.addresses.update.mockResolvedValue({ ...old, isDefault: true })
    const moving = store.dispatch(makeAddressDefault('old'))
    expect(marked()).toEqual(['old'])
    await moving
    expect(ids()).toEqual(['old', 'home', 'work'])
  })

  it('moves it back when the server disagrees', async () => {
    const { store, api, ids, marked } = makeMemberShop()
    api.addresses.update.mockRejectedValue(offline())
    await store.dispatch(makeAddressDefault('old'))
    expect(marked()).toEqual(['home'])
    expect(ids()).toEqual(['home', 'work', 'old'])
  })

  it('leaves the later of two taps standing when the earlier fails', async () => {
    const { store, api, marked } = makeMemberShop()
    const slow = deferred<Address>()
    api.addresses.update.mockReturnValueOnce(slow.promise).mockResolvedValue({ ...old, isDefault: true })
    const first = store.dispatch(makeAddressDefault('work'))
    await store.dispatch(makeAddressDefault('old'))
    slow.reject(offline())
    await first
    expect(marked()).toEqual(['old'])
  })
})
