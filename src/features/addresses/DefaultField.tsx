import { View } from '@tarojs/components'
import { Switch } from '@/components/Switch'
import { texts } from './texts'
import styles from './AddressForm.module.scss'

interface DefaultFieldProps {
  isOn: boolean
  /** A book has exactly one default: it loses the mark to another address, never to nobody. */
  isFixed: boolean
  onChange: (isOn: boolean) => void
}

export function DefaultField({ isOn, isFixed, onChange }: DefaultFieldProps) {
  return (
    <View className={styles.default}>
      <View>
        <View className={styles.name}>{texts.default}</View>
        <View className={styles.hint}>{isFixed ? texts.isDefaultHint : texts.defaultHint}</View>
      </View>
      <Switch label={texts.default} isOn={isOn} disabled={isFixed} onChange={onChange} />
    </View>
  )
}
