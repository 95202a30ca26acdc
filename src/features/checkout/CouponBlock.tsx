import { useState } from 'react'
import { View } from '@tarojs/components'
import type { CouponOffer } from '@contract/coupons'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { open } from '@/features/shell/navigation'
import styles from './Checkout.module.scss'
import { CouponSheet } from './CouponSheet'
import { replacedText, rowText } from './couponText'
import { texts } from './texts'
import type { Checkout } from './useCheckout'

/** What the coupon takes off; a tap chooses another, or none. Without any it leads to those that can be claimed. */
export function CouponBlock({ checkout, coupons }: { checkout: Checkout; coupons: CouponOffer }) {
  const [isChoosing, setChoosing] = useState(false)
  const { couponId, chooseCoupon, isUpdating } = checkout
  const chosen = coupons.usable.find((coupon) => coupon.couponId === coupons.chosenId)
  const hasAny = coupons.usable.length + coupons.unusable.length > 0
  const words = rowText(coupons)
  // While another is being reckoned with, the last answer speaks of the last choice.
  const replaced = isUpdating ? null : replacedText(coupons, couponId)
  return (
    <View className={cx(styles.card, styles.couponCard)}>
      <Tappable className={styles.coupon} label={texts.changeCoupon(chosen ? `${chosen.title}，${words}` : words)} onTap={() => (hasAny ? setChoosing(true) : void open({ page: 'coupons' }))}>
        <View className={styles.couponName}>{texts.coupon}</View>
        <View className={styles.couponChoice}>
          {chosen && <View className={styles.couponTitle}>{chosen.title}</View>}
          <View className={cx(chosen && styles.couponOff)}>{words}</View>
        </View>
        <Icon name="chevron-right" className={styles.arrow} />
      </Tappable>
      <View {...aria({ live: 'polite' })}>{replaced && <View className={styles.replaced}>{replaced}</View>}</View>
      <CouponSheet coupons={coupons} isOpen={isChoosing} onChoose={chooseCoupon} onClose={() => setChoosing(false)} />
    </View>
  )
}
