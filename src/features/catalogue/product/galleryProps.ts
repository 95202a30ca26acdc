import type { Picture } from '@contract/catalogue'

export interface GalleryProps {
  pictures: readonly Picture[]
}
