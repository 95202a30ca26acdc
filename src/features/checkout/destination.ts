import type { Address } from '@contract/addresses'
import { daysOnArrival } from '@domain/transit'
import { selectAddressById, selectDefaultAddress } from '@/features/addresses/addressesSlice'
import { useAppSelector } from '@/store/hooks'
import type { RootState } from '@/store/makeStore'
import { selectDraft } from './checkoutSlice'

/** Where the shopper's next parcel goes: the address chosen for the order in the making, else his default one. */
export function selectDestination(state: RootState): Address | undefined {
  const chosenId = selectDraft(state)?.addressId
  return (chosenId ? selectAddressById(state, chosenId) : undefined) ?? selectDefaultAddress(state)
}

interface ShelfOnArrival {
  remainingDays: number
  /** The server's estimate for most places: the catalogue's answers are the same for everybody, so that they can be cached. */
  remainingDaysOnArrival: number
}

/** Days left when it arrives: at the shopper's address where one is known. */
export function useDaysOnArrival({ remainingDays, remainingDaysOnArrival }: ShelfOnArrival): number {
  const transitDays = useAppSelector((state) => selectDestination(state)?.transitDays)
  return transitDays === undefined ? remainingDaysOnArrival : daysOnArrival(remainingDays, transitDays)
}
