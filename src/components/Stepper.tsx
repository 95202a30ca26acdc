import { View } from '@tarojs/components'
import { aria } from './aria'
import { cx } from './cx'
import { Icon } from './Icon'
import { Tappable } from './Tappable'
import styles from './Stepper.module.scss'

interface StepperProps {
  value: number
  max: number
  /** What is counted, for a screen reader. */
  label: string
  less: string
  more: string
  className?: string
  onChange: (value: number) => void
}

/** A number from one up, by taps. */
export function Stepper({ value, max, label, less, more, className, onChange }: StepperProps) {
  return (
    <View className={cx(styles.stepper, className)} {...aria({ role: 'group', label })}>
      <Tappable className={cx(styles.step, value <= 1 && styles.off)} label={less} softDisabled={value <= 1} onTap={() => onChange(value - 1)}>
        <Icon name="minus" />
      </Tappable>
      <View className={styles.value} {...aria({ live: 'polite' })}>
        {value}
      </View>
      <Tappable className={cx(styles.step, value >= max && styles.off)} label={more} softDisabled={value >= max} onTap={() => onChange(value + 1)}>
        <Icon name="plus" />
      </Tappable>
    </View>
  )
}
