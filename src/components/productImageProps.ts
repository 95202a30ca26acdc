import type { Picture } from '@contract/catalogue'

export interface ProductImageProps {
  picture: Picture
  /** Width in the layout, CSS px: decides which file is asked for. The box itself is sized by its parent. */
  width: number
  className?: string
  /** On the first screen: loaded at once and first. Others wait until they come near. */
  eager?: boolean
  /** Where the text beside it says the same, the picture is silent. */
  decorative?: boolean
}
