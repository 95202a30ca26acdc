import { aria } from './aria'
import type { ButtonProps } from './buttonProps'
import { cx } from './cx'
import { usePress } from './usePress.h5'
import styles from './Button.module.scss'

/** The button on H5: native, because Taro's renders a `div` without keys, focus and role. */
export function Button(props: ButtonProps) {
  const { children, kind = 'primary', size = 'normal', block, loading, disabled, id, className, label, formType, onTap } = props
  const { isPressed, handlers } = usePress()
  const isIdle = !disabled && !loading
  return (
    <button
      id={id}
      type={formType ?? 'button'}
      className={cx(
        styles.button,
        styles[kind],
        styles[size],
        block && styles.block,
        disabled && styles.off,
        isPressed && isIdle && styles.pressed,
        className,
      )}
      disabled={disabled}
      onClick={isIdle ? onTap : undefined}
      {...handlers}
      // A busy button keeps the focus, which `disabled` would throw away.
      {...aria({ label, busy: loading || undefined, disabled: loading || undefined })}
    >
      {loading && <span className={styles.spinner} aria-hidden="true" />}
      {children}
    </button>
  )
}
