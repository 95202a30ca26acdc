import { View } from '@tarojs/components'
import type { IconName } from '@/styles/iconNames'
import { cx } from './cx'

interface IconProps {
  name: IconName
  /** Sets size (font-size) and colour (color); the icon follows the text around it by default. */
  className?: string
}

/** A decoration: what it means is said by the text or the label beside it. */
export function Icon({ name, className }: IconProps) {
  return <View className={cx('icon', `icon-${name}`, className)} aria-hidden="true" />
}
