import { useState } from 'react'
import { CouponsView, tabOf, type CouponTab } from '@/features/coupons/CouponsView'
import { texts } from '@/features/coupons/texts'
import { Page } from '@/features/shell/Page'
import { syncAddress } from '@/features/shell/syncAddress'
import { useRouteParams } from '@/features/shell/useRouteParams'

export default function CouponsPage() {
  const params = useRouteParams()
  const [tab, setTab] = useState(() => tabOf(params.tab))
  const choose = (next: CouponTab) => {
    setTab(next)
    syncAddress({ page: 'coupons', params: next === 'claim' ? {} : { tab: next } })
  }
  return (
    <Page title={texts.title}>
      <CouponsView tab={tab} onChoose={choose} />
    </Page>
  )
}
