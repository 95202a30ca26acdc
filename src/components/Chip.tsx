import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { aria } from './aria'
import { cx } from './cx'
import { Tappable } from './Tappable'
import styles from './Chip.module.scss'

interface ChipProps {
  children: ReactNode
  /** Chosen or not, for a chip that switches; leave it out for one that leads somewhere. */
  isOn?: boolean
  outlined?: boolean
  href?: string
  label?: string
  onTap: () => void
}

export function Chip({ children, isOn, outlined, href, label, onTap }: ChipProps) {
  return (
    <Tappable className={styles.chip} pressedClass={styles.pressed} href={href} label={label} pressed={href === undefined ? isOn : undefined} current={href !== undefined && isOn ? 'true' : undefined} onTap={onTap}>
      <View className={cx(styles.label, outlined && styles.outlined, isOn && styles.on)}>{children}</View>
    </Tappable>
  )
}

interface ChipRowProps {
  children: ReactNode
  label: string
  /** Breaks into lines instead of scrolling sideways. */
  wrap?: boolean
  className?: string
}

export function ChipRow({ children, label, wrap, className }: ChipRowProps) {
  return (
    <View className={cx(styles.row, wrap && styles.wrap, className)} {...aria({ role: 'group', label })}>
      {children}
    </View>
  )
}
