import { Button } from '@/components/Button'
import type { AvatarPickerProps } from './avatarPickerProps'

/** WeChat's own choice of a face: the one in WeChat, the album, the camera. Whoever closes it has chosen nothing. */
export function AvatarPicker({ children, disabled, onPick }: AvatarPickerProps) {
  return (
    <Button
      kind="soft"
      disabled={disabled}
      openType="chooseAvatar"
      onChooseAvatar={({ detail }) => {
        const path = (detail as { avatarUrl?: string }).avatarUrl
        if (path) onPick({ path })
      }}
    >
      {children}
    </Button>
  )
}
