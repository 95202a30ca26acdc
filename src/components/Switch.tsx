import { View } from '@tarojs/components'
import { cx } from './cx'
import { Tappable } from './Tappable'
import styles from './Switch.module.scss'

interface SwitchProps {
  isOn: boolean
  label: string
  disabled?: boolean
  onChange: (isOn: boolean) => void
}

export function Switch({ isOn, label, disabled, onChange }: SwitchProps) {
  return (
    <Tappable role="switch" className={styles.target} pressedClass={styles.pressed} label={label} checked={isOn} disabled={disabled} onTap={() => onChange(!isOn)}>
      <View className={cx(styles.track, isOn && styles.on)}>
        <View className={styles.knob} />
      </View>
    </Tappable>
  )
}
