import { View } from '@tarojs/components'
import type { Address } from '@contract/addresses'
import { regionName } from '@domain/regionName'
import { aria } from '@/components/aria'
import { Icon } from '@/components/Icon'
import { Tag } from '@/components/Tag'
import { Tappable } from '@/components/Tappable'
import { RouteLink } from '@/features/shell/RouteLink'
import { texts } from './texts'
import styles from './AddressCard.module.scss'

interface AddressCardProps {
  address: Address
  onMakeDefault: (address: Address) => void
  onRemove: (address: Address) => void
}

export function AddressCard({ address, onMakeDefault, onRemove }: AddressCardProps) {
  const { id, recipient, phone, province, city, district, detail, tag, isDefault } = address
  return (
    <View className={styles.card} {...aria({ role: 'listitem' })}>
      <View className={styles.who}>
        <View className={styles.recipient}>{recipient}</View>
        <View className={styles.phone}>{phone}</View>
        {isDefault && <Tag tone="accent">{texts.isDefault}</Tag>}
        {tag && <Tag tone="gone">{texts.tags[tag]}</Tag>}
      </View>
      <View className={styles.where}>
        <View className={styles.region}>{regionName([province, city, district])}</View>
        <View>{detail}</View>
      </View>
      <View className={styles.actions}>
        {!isDefault && (
          <Tappable className={styles.action} label={texts.makeDefaultOf(recipient)} onTap={() => onMakeDefault(address)}>
            {texts.makeDefault}
          </Tappable>
        )}
        <View className={styles.gap} />
        <RouteLink className={styles.action} to={{ page: 'addressForm', params: { id } }} label={texts.editOf(recipient)}>
          <Icon name="pencil" />
          {texts.edit}
        </RouteLink>
        <Tappable className={styles.action} label={texts.removeOf(recipient)} onTap={() => onRemove(address)}>
          <Icon name="trash-2" />
          {texts.remove}
        </Tappable>
      </View>
    </View>
  )
}
