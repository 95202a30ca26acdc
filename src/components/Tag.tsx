import type { ReactNode } from 'react'
import { Text } from '@tarojs/components'
import { cx } from './cx'
import styles from './Tag.module.scss'

interface TagProps {
  tone?: 'accent' | 'fresh' | 'near' | 'last' | 'gone'
  className?: string
  children: ReactNode
}

export function Tag({ tone = 'near', className, children }: TagProps) {
  return <Text className={cx(styles.tag, styles[tone], className)}>{children}</Text>
}
