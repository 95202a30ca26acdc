import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { cx } from './cx'
import { Icon } from './Icon'
import { Tappable } from './Tappable'
import styles from './Checkbox.module.scss'

interface CheckboxProps {
  isChecked: boolean
  onChange: (isChecked: boolean) => void
  /** The accessible name; the children are what is seen. */
  label: string
  /** Text beside the box. Links do not belong here: put them next to the checkbox. */
  children?: ReactNode
  isInvalid?: boolean
  disabled?: boolean
}

export function Checkbox({ isChecked, onChange, label, children, isInvalid, disabled }: CheckboxProps) {
  return (
    <Tappable
      role="checkbox"
      className={cx(styles.checkbox, children === undefined && styles.bare)}
      pressedClass={styles.pressed}
      label={label}
      checked={isChecked}
      disabled={disabled}
      onTap={() => onChange(!isChecked)}
    >
      <View className={cx(styles.box, isChecked && styles.on, isInvalid && !isChecked && styles.wrong)}>
        <Icon name="check" />
      </View>
      {children !== undefined && <View className={styles.text}>{children}</View>}
    </Tappable>
  )
}
