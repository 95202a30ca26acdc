import { useEffect } from 'react'
import type { ViewStatus } from '@/components/StateView'
import { selectIsMember } from '@/features/session/sessionSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { selectAddresses, type AddressesState } from './addressesSlice'
import { fetchAddresses } from './addressThunks'

/** The shopper's addresses, asked for by whoever shows them first: a sign-in loads them as well, a restored session does not. */
export function useAddressBook() {
  const isMember = useAppSelector(selectIsMember)
  const addresses = useAppSelector(selectAddresses)
  const dispatch = useAppDispatch()
  const isWanted = isMember && addresses.status === 'idle'

  useEffect(() => {
    if (isWanted) void dispatch(fetchAddresses())
  }, [isWanted, dispatch])

  return { items: addresses.items, status: viewStatusOf(addresses), reload: () => void dispatch(fetchAddresses()) }
}

/** What is there stays in sight while it is refreshed, and when that fails. */
function viewStatusOf(addresses: AddressesState): ViewStatus {
  if (addresses.items.length > 0) return 'ready'
  if (addresses.status === 'ready') return 'empty'
  if (addresses.status === 'failed') return addresses.error.kind === 'network' ? 'offline' : 'failed'
  return 'loading'
}
