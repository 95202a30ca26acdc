import { AddAddressBar } from '@/features/addresses/AddAddressBar'
import { AddressBook } from '@/features/addresses/AddressBook'
import { AddressSkeleton } from '@/features/addresses/AddressSkeleton'
import { texts } from '@/features/addresses/texts'
import { useCanAddAddress } from '@/features/addresses/useCanAddAddress'
import { LoginGate } from '@/features/gate/LoginGate'
import { Page } from '@/features/shell/Page'

export default function AddressesPage() {
  const canAdd = useCanAddAddress()
  return (
    <Page title={texts.listTitle} bar={canAdd ? <AddAddressBar /> : undefined}>
      <LoginGate require="member" purpose="addresses" skeleton={<AddressSkeleton />}>
        <AddressBook />
      </LoginGate>
    </Page>
  )
}
