import type { PickedPicture } from '@/platform/upload'

export interface AvatarPickerProps {
  children: string
  disabled: boolean
  onPick: (picture: PickedPicture) => void
}
