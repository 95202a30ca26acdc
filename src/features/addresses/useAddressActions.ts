import { useState } from 'react'
import type { Address } from '@contract/addresses'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { makeAddressDefault, removeAddress } from './addressThunks'
import { texts } from './texts'

/** What a card can do to its address. Both show at once; a failure is told, and takes the change back. */
export function useAddressActions() {
  const dispatch = useAppDispatch()

  const remove = async ({ id }: Address) => {
    const result = await dispatch(removeAddress(id))
    dispatch(removeAddress.rejected.match(result) ? toastShown(texts.removeFailed, 'failed') : toastShown(texts.removed, 'done'))
  }
  const makeDefault = async ({ id }: Address) => {
    const result = await dispatch(makeAddressDefault(id))
    const isRefused = makeAddressDefault.rejected.match(result)
    dispatch(isRefused ? toastShown(texts.makeDefaultFailed, 'failed') : toastShown(texts.madeDefault, 'done'))
  }
  return { remove: (address: Address) => void remove(address), makeDefault: (address: Address) => void makeDefault(address) }
}

/** The address that the sheet asks about. It stays while the sheet slides away, so that the sheet does not empty in sight. */
export function useAsked() {
  const [address, setAddress] = useState<Address | null>(null)
  const [isAsking, setAsking] = useState(false)
  const ask = (one: Address) => {
    setAddress(one)
    setAsking(true)
  }
  return { address, isAsking, ask, close: () => setAsking(false) }
}
