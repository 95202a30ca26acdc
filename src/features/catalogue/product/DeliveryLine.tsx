import { View } from '@tarojs/components'
import { regionName } from '@domain/regionName'
import { Icon } from '@/components/Icon'
import { selectDestination } from '@/features/checkout/destination'
import { RouteLink } from '@/features/shell/RouteLink'
import { useAppSelector } from '@/store/hooks'
import { texts } from '../texts'
import styles from './Product.module.scss'

/** Which way the days on arrival are reckoned with: to the shopper's address, or to most places. */
export function DeliveryLine() {
  const destination = useAppSelector(selectDestination)
  if (!destination) return <View className={styles.hint}>{texts.product.arrivalHint}</View>
  const { province, city, district, transitDays } = destination
  const where = texts.product.sentTo(regionName([province, city, district], ''), transitDays)
  return (
    <RouteLink className={styles.delivery} to={{ page: 'addresses' }} label={texts.product.changeDestination(where)}>
      <Icon name="map-pin" />
      <View className={styles.where}>{where}</View>
      <Icon name="chevron-right" />
    </RouteLink>
  )
}
