import { View } from '@tarojs/components'
import { cx } from './cx'
import styles from './Skeleton.module.scss'

interface SkeletonProps {
  width?: string
  height?: string
  className?: string
}

/** A quiet shape where something will be; screens arrange several in the shape of their content. */
export function Skeleton({ width = '100%', height = '1em', className }: SkeletonProps) {
  return <View className={cx(styles.bone, className)} style={{ width, height }} aria-hidden="true" />
}
