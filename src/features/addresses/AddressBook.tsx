import { View } from '@tarojs/components'
import { ADDRESS_LIMIT } from '@contract/limits'
import emptyArt from '@/assets/empty/address.png'
import { aria } from '@/components/aria'
import { ConfirmSheet } from '@/components/ConfirmSheet'
import { StateView } from '@/components/StateView'
import { open } from '@/features/shell/navigation'
import { AddressCard } from './AddressCard'
import { AddressSkeleton } from './AddressSkeleton'
import { describeAddress } from './describeAddress'
import { texts } from './texts'
import { useAddressActions, useAsked } from './useAddressActions'
import { useAddressBook } from './useAddressBook'
import styles from './AddressBook.module.scss'

const EMPTY = {
  art: emptyArt,
  title: texts.empty,
  text: texts.emptyHint,
  action: { label: texts.add, onTap: () => void open({ page: 'addressForm' }) },
}

/** The shopper's addresses. Removing asks first. */
export function AddressBook() {
  const { items, status, reload } = useAddressBook()
  const { remove, makeDefault } = useAddressActions()
  const { address, isAsking, ask, close } = useAsked()
  return (
    <View className={styles.book}>
      <StateView status={status} skeleton={<AddressSkeleton />} empty={EMPTY} onRetry={reload}>
        <View {...aria({ role: 'list', label: texts.listTitle })}>
          {items.map((one) => (
            <AddressCard key={one.id} address={one} onMakeDefault={makeDefault} onRemove={ask} />
          ))}
        </View>
        {items.length >= ADDRESS_LIMIT && <View className={styles.limit}>{texts.limit}</View>}
      </StateView>
      <ConfirmSheet
        isOpen={isAsking}
        title={texts.removeTitle}
        text={address ? describeAddress(address) : ''}
        confirm={texts.removeConfirm}
        cancel={texts.keep}
        isDanger
        onConfirm={() => address && remove(address)}
        onClose={close}
      />
    </View>
  )
}
