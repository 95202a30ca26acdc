import { useMemo } from 'react'
import type { Address } from '@contract/addresses'
import emptyArt from '@/assets/empty/address.png'
import { Notice } from '@/components/Notice'
import { StateView } from '@/components/StateView'
import { replaceWith } from '@/features/shell/navigation'
import { useAppSelector } from '@/store/hooks'
import { draftOf, EMPTY_DRAFT } from './addressDraft'
import { AddressForm } from './AddressForm'
import { selectAddressById } from './addressesSlice'
import { AddressSkeleton } from './AddressSkeleton'
import { texts } from './texts'
import { useAddressBook } from './useAddressBook'

interface AddressEditorProps {
  /** Of the address to change; none for a new one. */
  id?: string
  onSaved: (address: Address) => void
}

export function AddressEditor({ id, onSaved }: AddressEditorProps) {
  if (id === undefined) return <AddressForm initial={EMPTY_DRAFT} onSaved={onSaved} />
  return <ExistingAddress id={id} onSaved={onSaved} />
}

/** The link may be older than the address: it may have been removed on another phone. */
function ExistingAddress({ id, onSaved }: Required<AddressEditorProps>) {
  const { status, reload } = useAddressBook()
  const address = useAppSelector((state) => selectAddressById(state, id))
  const initial = useMemo(() => address && draftOf(address), [address])

  if (initial) return <AddressForm key={id} id={id} initial={initial} onSaved={onSaved} />
  if (status === 'loading' || status === 'failed' || status === 'offline') {
    return <StateView status={status} skeleton={<AddressSkeleton />} onRetry={reload} />
  }
  return (
    <Notice
      art={emptyArt}
      title={texts.gone}
      text={texts.goneHint}
      action={{ label: texts.backToList, onTap: () => void replaceWith({ page: 'addresses' }) }}
    />
  )
}
