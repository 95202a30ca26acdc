import { View } from '@tarojs/components'
import { aria } from './aria'
import { cx } from './cx'
import { Icon } from './Icon'
import { Tappable } from './Tappable'
import styles from './TextField.module.scss'

interface PickerFieldProps {
  label: string
  /** What is chosen, in words; '' for nothing. */
  value: string
  placeholder: string
  error?: string | null
  isOpen: boolean
  onOpen: () => void
}

/** Looks like a TextField, and opens a sheet to choose from. */
export function PickerField({ label, value, placeholder, error, isOpen, onOpen }: PickerFieldProps) {
  const name = [label, value || placeholder, error].filter(Boolean).join('，')
  return (
    <View className={styles.field}>
      <View className={styles.label} aria-hidden="true">
        {label}
      </View>
      <Tappable className={cx(styles.box, styles.choice, error && styles.wrong)} label={name} expanded={isOpen} onTap={onOpen}>
        <View className={cx(styles.chosen, value === '' && styles.placeholder)}>{value || placeholder}</View>
        <Icon name="chevron-right" className={styles.arrow} />
      </Tappable>
      {error && (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          {error}
        </View>
      )}
    </View>
  )
}
