import { View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { open } from '@/features/shell/navigation'
import { texts } from './texts'
import styles from './AddressBook.module.scss'

/** Below the list, where the thumb is. */
export function AddAddressBar() {
  return (
    <View className={styles.bar}>
      <Button block size="large" onTap={() => void open({ page: 'addressForm' })}>
        <Icon name="plus" />
        {texts.add}
      </Button>
    </View>
  )
}
