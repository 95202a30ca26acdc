import { View } from '@tarojs/components'
import type { CouponStatus } from '@contract/coupons'
import { Chip, ChipRow } from '@/components/Chip'
import { LoginGate } from '@/features/gate/LoginGate'
import { ClaimList } from './ClaimList'
import styles from './Coupons.module.scss'
import { CouponsSkeleton } from './CouponsSkeleton'
import { OwnList } from './OwnList'
import { texts } from './texts'

export type CouponTab = 'claim' | CouponStatus

const TABS: readonly CouponTab[] = ['claim', 'unused', 'used', 'expired']

interface CouponsViewProps {
  tab: CouponTab
  onChoose: (tab: CouponTab) => void
}

/** What can be claimed, which is for everybody, and the shopper's own. */
export function CouponsView({ tab, onChoose }: CouponsViewProps) {
  return (
    <>
      <View className={styles.tabs}>
        <ChipRow label={texts.tabs}>
          {TABS.map((one) => (
            <Chip key={one} isOn={tab === one} onTap={() => onChoose(one)}>
              {texts.tab[one]}
            </Chip>
          ))}
        </ChipRow>
      </View>
      <View className={styles.view}>
        {tab === 'claim' ? (
          <ClaimList />
        ) : (
          <LoginGate require="member" purpose="account" skeleton={<CouponsSkeleton />}>
            <OwnList key={tab} show={tab} onClaim={() => onChoose('claim')} />
          </LoginGate>
        )}
      </View>
    </>
  )
}

/** The tab that an address names; it may be typed, or of an older app. */
export function tabOf(value: string | undefined): CouponTab {
  return TABS.find((tab) => tab === value) ?? 'claim'
}
