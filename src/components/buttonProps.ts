import type { ReactNode } from 'react'
import type { ButtonProps as TaroButtonProps } from '@tarojs/components'

/** What opens WeChat's own dialogs; H5 ignores it. */
type OpenAbility = Pick<
  TaroButtonProps,
  | 'openType'
  | 'onGetPhoneNumber'
  | 'onGetRealTimePhoneNumber'
  | 'onGetUserInfo'
  | 'onChooseAvatar'
  | 'onAgreePrivacyAuthorization'
  | 'onOpenSetting'
  | 'onContact'
  | 'lang'
>

export interface ButtonProps extends OpenAbility {
  children: ReactNode
  /** `primary` is the one main action of a screen. */
  kind?: 'primary' | 'soft' | 'text' | 'danger'
  size?: 'normal' | 'large' | 'small'
  /** Takes the whole width. */
  block?: boolean
  /** Spins and takes no taps; the label stays, so that the width does too. */
  loading?: boolean
  disabled?: boolean
  id?: string
  className?: string
  /** Accessible name where the text does not say it all. */
  label?: string
  formType?: 'submit' | 'reset'
  onTap?: () => void
}
