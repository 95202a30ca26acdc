import { View } from '@tarojs/components'
import type { ClaimableCoupon } from '@contract/coupons'
import emptyArt from '@/assets/empty/favourites.png'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { StateView } from '@/components/StateView'
import { Tag } from '@/components/Tag'
import { LoginGate } from '@/features/gate/LoginGate'
import { open } from '@/features/shell/navigation'
import { RouteLink } from '@/features/shell/RouteLink'
import { CouponCard } from './CouponCard'
import styles from './Coupons.module.scss'
import { CouponsSkeleton } from './CouponsSkeleton'
import { claimableDays, yuanOf, type CouponTerms } from './couponText'
import { texts } from './texts'
import { useClaimList } from './useClaimList'

/** Below this it is worth saying how few there are. */
const FEW = 50

const EMPTY = { art: emptyArt, title: texts.nothing, text: texts.nothingHint, action: { label: texts.browse, onTap: () => void open({ page: 'home' }) } }

/** What can be claimed today; anybody looks, and a tap on 领取 goes through the gate. */
export function ClaimList() {
  const { coupons, isClaimed, isClaiming, status, refetch } = useClaimList()
  return (
    <StateView status={status} skeleton={<CouponsSkeleton />} failure={texts.failed} empty={EMPTY} onRetry={refetch}>
      <View {...aria({ role: 'list', label: texts.claimList })}>
        {coupons.map((coupon) => (
          <View key={coupon.couponId} {...aria({ role: 'listitem' })}>
            <CouponCard coupon={coupon} days={claimableDays(coupon, coupon.left < FEW)}>
              {isClaimed(coupon.couponId) ? <UseLink coupon={coupon} /> : <ClaimButton coupon={coupon} isBusy={isClaiming(coupon.couponId)} />}
            </CouponCard>
          </View>
        ))}
      </View>
    </StateView>
  )
}

function ClaimButton({ coupon, isBusy }: { coupon: ClaimableCoupon; isBusy: boolean }) {
  return (
    <LoginGate require="member" purpose="coupon" intent={{ type: 'coupons/claim', payload: { couponId: coupon.couponId } }}>
      {(run) => (
        <Button size="small" loading={isBusy} label={texts.claimOf(coupon.title, texts.off(yuanOf(coupon.amountCents)))} onTap={run}>
          {texts.claim}
        </Button>
      )}
    </LoginGate>
  )
}

function UseLink({ coupon }: { coupon: CouponTerms }) {
  return (
    <>
      <Tag tone="fresh">{texts.claimed}</Tag>
      <UseButton coupon={coupon} />
    </>
  )
}

/** To the goods that it is for. */
export function UseButton({ coupon: { title, category } }: { coupon: CouponTerms }) {
  return (
    <RouteLink className={styles.link} to={category ? { page: 'list', params: { category: category.slug } } : { page: 'list' }} label={texts.useOf(title)}>
      {texts.use}
    </RouteLink>
  )
}
