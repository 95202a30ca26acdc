import type { ReactNode } from 'react'

export interface LargePhoto {
  name: string
  /** Address on this device. */
  path: string
}

export interface LargePhotosProps {
  /** In the order in which the shopper turns them. */
  photos: readonly LargePhoto[]
  /** `open` shows the photo with this address. */
  children: (open: (path: string) => void) => ReactNode
}
