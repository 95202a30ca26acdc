import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { IconName } from '@/styles/iconNames'
import { aria } from './aria'
import { cx } from './cx'
import { Icon } from './Icon'
import { Tappable } from './Tappable'
import styles from './Cell.module.scss'

interface CellProps {
  title: string
  /** A second, quieter line below the title. */
  note?: string
  icon?: IconName
  /** At the right end: a text, or a control such as a Switch. */
  value?: ReactNode
  danger?: boolean
  href?: string
  label?: string
  disabled?: boolean
  /** Without it the cell only tells; with it, it is a button with an arrow. */
  onTap?: () => void
}

export function Cell({ title, note, icon, value, danger, href, label, disabled, onTap }: CellProps) {
  const content = (
    <>
      {icon && <Icon name={icon} className={cx(styles.icon, danger && styles.danger)} />}
      <View className={styles.body}>
        <View className={cx(styles.name, danger && styles.danger)}>{title}</View>
        {note && <View className={styles.note}>{note}</View>}
      </View>
      {typeof value === 'string' ? <View className={styles.value}>{value}</View> : value}
      {onTap && <Icon name="chevron-right" className={styles.arrow} />}
    </>
  )
  if (!onTap) return <View className={styles.cell}>{content}</View>
  return (
    <Tappable className={styles.cell} href={href} label={label} disabled={disabled} onTap={onTap}>
      {content}
    </Tappable>
  )
}

interface CellGroupProps {
  title?: string
  children: ReactNode
}

/** Cells on one card, with an optional title above. */
export function CellGroup({ title, children }: CellGroupProps) {
  return (
    <View {...aria({ role: 'group', label: title })}>
      {title && <View className={styles.title}>{title}</View>}
      <View className={styles.group}>{children}</View>
    </View>
  )
}
