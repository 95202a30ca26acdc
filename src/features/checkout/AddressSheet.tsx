import { View } from '@tarojs/components'
import { ADDRESS_LIMIT } from '@contract/limits'
import { regionName } from '@domain/regionName'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Sheet } from '@/components/Sheet'
import { Tag } from '@/components/Tag'
import { Tappable } from '@/components/Tappable'
import { describeAddress } from '@/features/addresses/describeAddress'
import { texts as addressTexts } from '@/features/addresses/texts'
import styles from './Checkout.module.scss'
import { texts } from './texts'
import type { DeliveryAddress } from './useDeliveryAddress'

interface AddressSheetProps {
  delivery: DeliveryAddress
  chosenId: string
  isOpen: boolean
  onClose: () => void
}

/** The address book, to choose from. */
export function AddressSheet({ delivery, chosenId, isOpen, onClose }: AddressSheetProps) {
  const { items, choose, add } = delivery
  const handleChoose = (id: string) => {
    onClose()
    choose(id)
  }
  const handleAdd = () => {
    onClose()
    add()
  }
  const footer =
    items.length < ADDRESS_LIMIT ? (
      <Button kind="soft" block onTap={handleAdd}>
        <Icon name="plus" />
        {texts.addAddress}
      </Button>
    ) : undefined
  return (
    <Sheet isOpen={isOpen} title={texts.chooseAddress} footer={footer} onClose={onClose}>
      <View {...aria({ role: 'list', label: texts.chooseAddress })}>
        {items.map((address) => (
          <View key={address.id} className={styles.optionItem} {...aria({ role: 'listitem' })}>
            <Tappable className={styles.option} label={describeAddress(address)} current={address.id === chosenId ? 'true' : undefined} onTap={() => handleChoose(address.id)}>
              <View className={cx(styles.mark, address.id === chosenId && styles.marked)}>{address.id === chosenId && <Icon name="check" />}</View>
              <View className={styles.addressBody}>
                <View className={styles.who}>
                  {address.recipient}
                  <View className={styles.phone}>{address.phone}</View>
                  {address.isDefault && <Tag tone="accent">{addressTexts.isDefault}</Tag>}
                </View>
                <View className={styles.where}>
                  {regionName([address.province, address.city, address.district])} {address.detail}
                </View>
              </View>
            </Tappable>
          </View>
        ))}
      </View>
    </Sheet>
  )
}
