import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { aria } from './aria'

interface HeadingProps {
  level: 1 | 2 | 3
  className?: string
  id?: string
  children: ReactNode
}

/** A heading for those who move from heading to heading; its looks come from the class. */
export function Heading({ level, className, id, children }: HeadingProps) {
  return (
    <View id={id} className={className} {...aria({ role: 'heading', level })}>
      {children}
    </View>
  )
}
