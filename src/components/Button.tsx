import { Button as TaroButton, View } from '@tarojs/components'
import { aria } from './aria'
import type { ButtonProps } from './buttonProps'
import { cx } from './cx'
import styles from './Button.module.scss'

/** The button (mini-program): WeChat's own, because only that one opens phone, avatar, privacy and share. */
export function Button(props: ButtonProps) {
  const { children, kind = 'primary', size = 'normal', block, loading, disabled, className, label, onTap, ...open } = props
  const isIdle = !disabled && !loading
  return (
    <TaroButton
      {...open}
      // While busy the open ability is taken away as well: a second phone dialog would spend a second code.
      openType={isIdle ? open.openType : undefined}
      className={cx(styles.button, styles[kind], styles[size], block && styles.block, disabled && styles.off, className)}
      hoverClass={isIdle ? styles.pressed : 'none'}
      hoverStayTime={80}
      disabled={disabled}
      onClick={isIdle ? onTap : undefined}
      {...aria({ label, disabled: isIdle ? undefined : true })}
    >
      {loading && <View className={styles.spinner} aria-hidden="true" />}
      {children}
    </TaroButton>
  )
}
