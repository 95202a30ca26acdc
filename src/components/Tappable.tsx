import { View, type ITouchEvent } from '@tarojs/components'
import { aria } from './aria'
import type { TappableProps } from './tappableProps'
import styles from './Tappable.module.scss'

/** Anything that answers to a tap, as a real button or link for assistive technology (mini-program). */
export function Tappable(props: TappableProps) {
  const { children, id, className, pressedClass = styles.pressed, label, href, onTap, checked, selected, expanded } = props
  const disabled = props.disabled || props.softDisabled
  const handleClick = (event: ITouchEvent) => {
    event.stopPropagation()
    if (!disabled) onTap()
  }
  return (
    <View
      id={id}
      className={className}
      hoverClass={disabled ? 'none' : pressedClass}
      hoverStayTime={80}
      onClick={handleClick}
      {...aria({ role: props.role ?? (href ? 'link' : 'button'), label, disabled: disabled || undefined, checked, selected: selected ?? props.pressed ?? (props.current ? true : undefined), expanded })}
    >
      {children}
    </View>
  )
}
