import { View } from '@tarojs/components'
import type { CouponStatus, OwnCoupon } from '@contract/coupons'
import emptyArt from '@/assets/empty/favourites.png'
import { aria } from '@/components/aria'
import { LoadMore } from '@/components/LoadMore'
import { StateView } from '@/components/StateView'
import { RouteLink } from '@/features/shell/RouteLink'
import { UseButton } from './ClaimList'
import { CouponCard } from './CouponCard'
import styles from './Coupons.module.scss'
import { CouponsSkeleton } from './CouponsSkeleton'
import { ownDays } from './couponText'
import { texts } from './texts'
import { useOwnCoupons } from './useOwnCoupons'

interface OwnListProps {
  show: CouponStatus
  /** To those that can be claimed. */
  onClaim: () => void
}

/** The shopper's coupons, by what became of them. */
export function OwnList({ show, onClaim }: OwnListProps) {
  const { coupons, status, more, loadMore, refetch } = useOwnCoupons(show)
  const empty = { art: emptyArt, title: texts.empty[show], text: texts.emptyHint[show], action: { label: texts.toClaim, onTap: onClaim } }
  return (
    <StateView status={status} skeleton={<CouponsSkeleton />} failure={texts.failed} empty={empty} onRetry={refetch}>
      <View {...aria({ role: 'list', label: texts.ownList(texts.tab[show]) })}>
        {coupons.map((coupon) => (
          <View key={coupon.couponId} {...aria({ role: 'listitem' })}>
            <CouponCard coupon={coupon} days={[ownDays(coupon)]} isOff={coupon.status !== 'unused'}>
              <Way coupon={coupon} />
            </CouponCard>
          </View>
        ))}
      </View>
      <LoadMore status={more} endText={texts.end(coupons.length)} onMore={loadMore} />
    </StateView>
  )
}

/** Where it leads: to the goods, or to the order that has it. */
function Way({ coupon }: { coupon: OwnCoupon }) {
  const { status, title, orderNumber } = coupon
  if (status === 'unused') return <UseButton coupon={coupon} />
  if (orderNumber === null) return null
  return (
    <RouteLink className={styles.link} to={{ page: 'order', params: { number: orderNumber } }} label={texts.orderOf(title, orderNumber)}>
      {texts.order}
    </RouteLink>
  )
}
