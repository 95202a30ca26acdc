import { useState } from 'react'
import { View } from '@tarojs/components'
import { regionName } from '@domain/regionName'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { describeAddress } from '@/features/addresses/describeAddress'
import { AddressSheet } from './AddressSheet'
import styles from './Checkout.module.scss'
import { texts } from './texts'
import type { DeliveryAddress } from './useDeliveryAddress'

/** Where the order goes; a tap chooses another. */
export function AddressBlock({ delivery }: { delivery: DeliveryAddress }) {
  const [isChoosing, setChoosing] = useState(false)
  const { address } = delivery
  if (!address) {
    return (
      <View className={styles.card}>
        <View className={styles.who}>{texts.addressMissing}</View>
        <View className={styles.hint}>{texts.addressMissingHint}</View>
        <Button block className={styles.adjust} onTap={delivery.add}>
          <Icon name="plus" />
          {texts.addAddress}
        </Button>
      </View>
    )
  }
  const { recipient, phone, province, city, district, detail } = address
  return (
    <View className={styles.card}>
      <Tappable className={styles.address} label={texts.changeAddress(describeAddress(address))} onTap={() => setChoosing(true)}>
        <Icon name="map-pin" className={styles.pin} />
        <View className={styles.addressBody}>
          <View className={styles.who}>
            {recipient}
            <View className={styles.phone}>{phone}</View>
          </View>
          <View className={styles.where}>
            {regionName([province, city, district])} {detail}
          </View>
        </View>
        <Icon name="chevron-right" className={styles.arrow} />
      </Tappable>
      <AddressSheet delivery={delivery} chosenId={address.id} isOpen={isChoosing} onClose={() => setChoosing(false)} />
    </View>
  )
}
