import Taro from '@tarojs/taro'
import { Button } from '@/components/Button'
import type { AvatarPickerProps } from './avatarPickerProps'

/** WeChat's own choice of a face: the one in WeChat, the album, the camera. Whoever closes it has chosen nothing. */
export function AvatarPicker({ children, disabled, onPick }: AvatarPickerProps) {
  // Base libraries before 2.21.2 have no such button; one that does nothing is worse than none.
  if (!Taro.canIUse('button.open-type.chooseAvatar')) return null
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
