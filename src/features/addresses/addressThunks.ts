import { createAction } from '@reduxjs/toolkit'
import type { Address, AddressInput } from '@contract/addresses'
import { toApiError } from '@/api/apiError'
import { callInSession } from '@/features/session/callInSession'
import { createAppThunk, type ThunkApi } from '@/store/appThunk'

export const fetchAddresses = createAppThunk<Address[], void>(
  'addresses/fetch',
  (_, thunkApi) =>
    callInSession(thunkApi, (token) => thunkApi.extra.api.addresses.list({ token, signal: thunkApi.signal })).then(
      ({ items }) => items,
      (thrown: unknown) => thunkApi.rejectWithValue(toApiError(thrown)),
    ),
  { condition: (_, { getState }) => getState().addresses.status !== 'loading' },
)

/** Creates without `id`, changes with it. The same `key` twice is one write. */
export const saveAddress = createAppThunk<Address, { id?: string; input: AddressInput; key?: string }>(
  'addresses/save',
  async ({ id, input, key }, thunkApi) => {
    const { api, platform } = thunkApi.extra
    const idempotencyKey = key ?? platform.newId()
    try {
      return await callInSession(thunkApi, (token) => {
        const call = { token, idempotencyKey }
        return id === undefined ? api.addresses.create(input, call) : api.addresses.update(id, input, call)
      })
    } catch (thrown) {
      return thunkApi.rejectWithValue(toApiError(thrown))
    } finally {
      reloadIfStale(thunkApi)
    }
  },
)

/** The server has removed it. Told before the thunk is over, so that the list can still be asked for again. */
export const addressRemoved = createAction<{ id: string; requestId: string }>('addresses/removed')

/** Gone from the screen at once; back again if the server disagrees. */
export const removeAddress = createAppThunk<void, string>(
  'addresses/remove',
  async (id, thunkApi) => {
    try {
      await callInSession(thunkApi, (token) => thunkApi.extra.api.addresses.remove(id, { token }))
    } catch (thrown) {
      const error = toApiError(thrown)
      // Removed elsewhere meanwhile: that is what was wanted.
      if (!(error.kind === 'problem' && error.code === 'not_found')) {
        reloadIfStale(thunkApi)
        return thunkApi.rejectWithValue(error)
      }
    }
    thunkApi.dispatch(addressRemoved({ id, requestId: thunkApi.requestId }))
    reloadIfStale(thunkApi)
  },
  { condition: (id, { getState }) => getState().addresses.items.some((address) => address.id === id) },
)

/** The mark moves at once, and back if the server disagrees. */
export const makeAddressDefault = createAppThunk<Address, string>(
  'addresses/makeDefault',
  async (id, thunkApi) => {
    try {
      return await callInSession(thunkApi, (token) => thunkApi.extra.api.addresses.update(id, { isDefault: true }, { token }))
    } catch (thrown) {
      return thunkApi.rejectWithValue(toApiError(thrown))
    } finally {
      reloadIfStale(thunkApi)
    }
  },
  { condition: (id, { getState }) => getState().addresses.items.some((address) => address.id === id && !address.isDefault) },
)

/** A list that was asked for before a change does not know of it: it was dropped, and is asked for again. */
function reloadIfStale({ dispatch, getState }: ThunkApi): void {
  if (getState().addresses.isStale) void dispatch(fetchAddresses())
}
