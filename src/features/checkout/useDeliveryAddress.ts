import { useEffect, useRef } from 'react'
import { useDidShow } from '@tarojs/taro'
import type { Address } from '@contract/addresses'
import type { ViewStatus } from '@/components/StateView'
import { useAddressBook } from '@/features/addresses/useAddressBook'
import { open } from '@/features/shell/navigation'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { checkoutChanged, selectDraft } from './checkoutSlice'

export interface DeliveryAddress {
  status: ViewStatus
  /** The one chosen, else the default. Null where there is none. */
  address: Address | null
  items: Address[]
  choose: (id: string) => void
  /** To the form; what is saved there is chosen. */
  add: () => void
  reload: () => void
}

/** Where the order goes. */
export function useDeliveryAddress(): DeliveryAddress {
  const dispatch = useAppDispatch()
  const chosenId = useAppSelector(selectDraft)?.addressId ?? null
  const { items, status, reload } = useAddressBook()
  const before = useRef<string[] | null>(null)
  const choose = (id: string) => void dispatch(checkoutChanged({ addressId: id }))

  const chooseAdded = () => {
    const added = before.current && items.find(({ id }) => !before.current?.includes(id))
    before.current = null
    if (added) choose(added.id)
  }
  useDidShow(chooseAdded)
  // H5 may show the page before the list has the new one.
  useEffect(() => {
    if (before.current && items.length > before.current.length) chooseAdded()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when the list changes, and not otherwise
  }, [items])

  return {
    status,
    address: items.find(({ id }) => id === chosenId) ?? items[0] ?? null,
    items,
    choose,
    add: () => {
      before.current = items.map(({ id }) => id)
      void open({ page: 'addressForm' })
    },
    reload,
  }
}
