import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { CouponOffer } from '@contract/coupons'
import { formatPrice } from '@domain/money'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { cx } from '@/components/cx'
import { monthDay } from '@/components/formatDate'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { Sheet } from '@/components/Sheet'
import { Tappable } from '@/components/Tappable'
import { open } from '@/features/shell/navigation'
import styles from './Checkout.module.scss'
import { obstacleText } from './couponText'
import { texts } from './texts'

interface CouponSheetProps {
  coupons: CouponOffer
  isOpen: boolean
  onChoose: (couponId: string | null) => void
  onClose: () => void
}

/** The shopper's coupons, to choose from; of those that do not count for this order, why. */
export function CouponSheet({ coupons, isOpen, onChoose, onClose }: CouponSheetProps) {
  const { chosenId, usable, unusable } = coupons
  const handleChoose = (couponId: string | null) => {
    onClose()
    onChoose(couponId)
  }
  const handleClaim = () => {
    onClose()
    void open({ page: 'coupons' })
  }
  const footer = (
    <Button kind="soft" block onTap={handleClaim}>
      {texts.couponClaim}
    </Button>
  )
  return (
    <Sheet isOpen={isOpen} title={texts.chooseCoupon} footer={footer} onClose={onClose}>
      <View {...aria({ role: 'list', label: texts.chooseCoupon })}>
        {usable.map(({ couponId, title, savesCents, startsOn, endsOn }) => (
          <Option key={couponId} label={texts.couponOption(title, formatPrice(savesCents))} isOn={couponId === chosenId} onTap={() => handleChoose(couponId)}>
            <View className={styles.who}>
              {title}
              <View className={styles.couponOff}>{texts.couponOff(formatPrice(savesCents))}</View>
            </View>
            <View className={styles.where}>{texts.couponUntil(monthDay(endsOn, startsOn))}</View>
          </Option>
        ))}
        {usable.length > 0 && (
          <Option label={texts.noCoupon} isOn={chosenId === null} onTap={() => handleChoose(null)}>
            <View className={styles.who}>{texts.noCoupon}</View>
          </Option>
        )}
      </View>
      {unusable.length > 0 && (
        <>
          <Heading level={3} className={styles.unusableTitle}>
            {texts.couponsOff}
          </Heading>
          <View {...aria({ role: 'list', label: texts.couponsOff })}>
            {unusable.map((coupon) => (
              <View key={coupon.couponId} className={cx(styles.optionItem, styles.unusable)} {...aria({ role: 'listitem' })}>
                <View className={styles.who}>
                  {coupon.title}
                  <View>{texts.couponOff(formatPrice(coupon.amountCents))}</View>
                </View>
                <View className={styles.where}>{obstacleText(coupon)}</View>
              </View>
            ))}
          </View>
        </>
      )}
    </Sheet>
  )
}

function Option({ label, isOn, onTap, children }: { label: string; isOn: boolean; onTap: () => void; children: ReactNode }) {
  return (
    <View className={styles.optionItem} {...aria({ role: 'listitem' })}>
      <Tappable className={styles.option} label={label} current={isOn ? 'true' : undefined} onTap={onTap}>
        <View className={cx(styles.mark, isOn && styles.marked)}>{isOn && <Icon name="check" />}</View>
        <View className={styles.addressBody}>{children}</View>
      </Tappable>
    </View>
  )
}
