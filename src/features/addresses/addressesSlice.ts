import { createSlice } from '@reduxjs/toolkit'
import type { Address } from '@contract/addresses'
import type { ApiError } from '@/api/apiError'
import { isSessionReset } from '@/features/session/sessionActions'
import type { RootState } from '@/store/makeStore'
import { addressRemoved, fetchAddresses, makeAddressDefault, removeAddress, saveAddress } from './addressThunks'

type Load = { status: 'idle' | 'ready' } | { status: 'loading'; requestId: string } | { status: 'failed'; error: ApiError }

/** The items stay on the screen while they are refreshed, and when that fails. */
export type AddressesState = Load & {
  items: Address[]
  /** The list on the server may differ from ours in more than we know. */
  isStale: boolean
  /** What an optimistic change took or unmarked, by the request that may bring it back. */
  undo: Record<string, Address>
}

export const initialAddresses = { status: 'idle', items: [], isStale: false, undo: {} } as AddressesState

const addressesSlice = createSlice({
  name: 'addresses',
  initialState: initialAddresses,
  reducers: {},
  extraReducers: (builder) =>
    builder
      .addCase(fetchAddresses.pending, ({ items, undo }, { meta }) => ({ status: 'loading', requestId: meta.requestId, items, undo, isStale: false }))
      .addCase(fetchAddresses.fulfilled, (state, { meta, payload }) =>
        isCurrent(state, meta.requestId) ? { status: 'ready', items: payload, undo: {}, isStale: false } : undefined,
      )
      .addCase(fetchAddresses.rejected, (state, { meta, payload }) => {
        if (!isCurrent(state, meta.requestId)) return undefined
        const { items, undo } = state
        return { status: 'failed', error: payload ?? { kind: 'aborted', retryable: false }, items, undo, isStale: true }
      })
      .addCase(saveAddress.pending, outdateLoad)
      .addCase(saveAddress.fulfilled, (state, { payload }) => {
        if (payload.isDefault) for (const address of state.items) address.isDefault = false
        put(state, payload)
      })
      .addCase(removeAddress.pending, (state, { meta }) => {
        outdateLoad(state)
        const removed = state.items.find(({ id }) => id === meta.arg)
        if (!removed) return
        state.undo[meta.requestId] = removed
        state.items = state.items.filter(({ id }) => id !== meta.arg)
        // The server gives the mark to another address.
        if (removed.isDefault) state.isStale = true
      })
      .addCase(addressRemoved, (state, { payload: { id, requestId } }) => {
        // A list that another change asked for meanwhile may hold it still: one that has come, and one on its way.
        outdateLoad(state)
        const wasDefault = (state.undo[requestId] ?? state.items.find((address) => address.id === id))?.isDefault ?? false
        state.items = state.items.filter((address) => address.id !== id)
        if (wasDefault) state.isStale = true
        delete state.undo[requestId]
      })
      .addCase(removeAddress.rejected, (state, { meta }) => {
        const removed = state.undo[meta.requestId]
        if (removed) put(state, removed)
        delete state.undo[meta.requestId]
      })
      .addCase(makeAddressDefault.pending, (state, { meta }) => {
        outdateLoad(state)
        const before = state.items.find(({ isDefault }) => isDefault)
        if (before) state.undo[meta.requestId] = { ...before }
        moveDefault(state, meta.arg)
      })
      .addCase(makeAddressDefault.fulfilled, (state, { meta, payload }) => {
        delete state.undo[meta.requestId]
        if (isDefaultHere(state, payload.id)) put(state, payload)
      })
      .addCase(makeAddressDefault.rejected, (state, { meta }) => {
        const before = state.undo[meta.requestId]
        delete state.undo[meta.requestId]
        if (isDefaultHere(state, meta.arg)) moveDefault(state, before?.id)
      })
      .addMatcher(isSessionReset, () => initialAddresses),
})

export const addressesReducer = addressesSlice.reducer

export const selectAddresses = (state: RootState) => state.addresses
export const selectAddressById = (state: RootState, id: string) => state.addresses.items.find((address) => address.id === id)
export const selectDefaultAddress = (state: RootState) => state.addresses.items.find(({ isDefault }) => isDefault)

function isCurrent(state: AddressesState, requestId: string): boolean {
  return state.status === 'loading' && state.requestId === requestId
}

/** A list on its way was made before this change: its answer must not undo it on the screen. */
function outdateLoad(state: AddressesState): void {
  if (state.status !== 'loading') return
  Object.assign(state, { status: 'ready', isStale: true })
}

function isDefaultHere(state: AddressesState, id: string): boolean {
  return state.items.some((address) => address.id === id && address.isDefault)
}

function moveDefault(state: AddressesState, id: string | undefined): void {
  for (const address of state.items) address.isDefault = address.id === id
  state.items.sort(serverOrder)
}

function put(state: AddressesState, address: Address): void {
  const index = state.items.findIndex(({ id }) => id === address.id)
  if (index < 0) state.items.push(address)
  else state.items[index] = address
  state.items.sort(serverOrder)
}

/** The default first, then the latest changed. */
function serverOrder(a: Address, b: Address): number {
  return Number(b.isDefault) - Number(a.isDefault) || b.updatedAt.localeCompare(a.updatedAt)
}
