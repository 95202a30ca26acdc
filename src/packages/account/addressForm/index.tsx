import Taro from '@tarojs/taro'
import { AddressEditor } from '@/features/addresses/AddressEditor'
import { AddressSkeleton } from '@/features/addresses/AddressSkeleton'
import { texts } from '@/features/addresses/texts'
import { LoginGate } from '@/features/gate/LoginGate'
import { back, replaceWith } from '@/features/shell/navigation'
import { Page } from '@/features/shell/Page'
import { toastShown } from '@/features/shell/toastSlice'
import { useRouteParams } from '@/features/shell/useRouteParams'
import { useAppDispatch } from '@/store/hooks'

export default function AddressFormPage() {
  const { id } = useRouteParams()
  const dispatch = useAppDispatch()

  const handleSaved = () => {
    dispatch(toastShown(texts.saved, 'done'))
    // Opened by a link, the form has no list behind it.
    void (Taro.getCurrentPages().length > 1 ? back() : replaceWith({ page: 'addresses' }))
  }
  return (
    <Page title={id === undefined ? texts.createTitle : texts.editTitle}>
      <LoginGate require="member" purpose="addresses" skeleton={<AddressSkeleton />}>
        <AddressEditor id={id} onSaved={handleSaved} />
      </LoginGate>
    </Page>
  )
}
