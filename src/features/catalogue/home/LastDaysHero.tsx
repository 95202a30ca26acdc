import { Image, View } from '@tarojs/components'
import type { Home } from '@contract/catalogue'
import { formatDiscount } from '@domain/money'
import calendarArt from '@/assets/empty/calendar.png'
import { RouteLink } from '@/features/shell/RouteLink'
import { texts } from '../texts'
import styles from './Home.module.scss'

/** The way to what cannot wait. Its numbers are counted by the server; with nothing to count it is not there. */
export function LastDaysHero({ lastDays }: { lastDays: Home['lastDays'] }) {
  const { withinDays, count, lowestPricePercent } = lastDays
  if (count === 0) return null
  const discount = lowestPricePercent === null ? null : formatDiscount(lowestPricePercent)
  return (
    <RouteLink className={styles.hero} to={{ page: 'list', params: { sort: 'remainingDays', maxRemainingDays: withinDays } }}>
      <View className={styles.heroText}>
        <View className={styles.heroTitle}>{texts.home.heroTitle(withinDays)}</View>
        <View>{texts.home.heroText(count, discount)}</View>
        <View className={styles.heroAction}>{texts.home.heroAction}</View>
      </View>
      <Image className={styles.heroArt} src={calendarArt} mode="aspectFit" aria-hidden="true" />
    </RouteLink>
  )
}
