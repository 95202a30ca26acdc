import { Input, Textarea, View, type BaseEventOrig, type InputProps } from '@tarojs/components'
import { aria } from './aria'
import { cx } from './cx'
import { acceptedText, type TextFieldProps } from './textFieldProps'
import styles from './TextField.module.scss'

/** A labelled field (mini-program). */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, kind = 'text', placeholder, maxLength = 64, error, hint, multiline, disabled, autoFocus, trailing, onBlur, onConfirm } = props
  const handleInput = (event: BaseEventOrig<InputProps.inputEventDetail>) => onChange(acceptedText(event.detail.value, kind, maxLength))
  const common = { value, placeholder, placeholderClass: styles.placeholder, disabled, onBlur, onInput: handleInput, ...aria({ label: error ? `${label}，${error}` : label }) }
  // A pasted number may be longer than it will be once spaces and country code are gone.
  const maxlength = kind === 'mobile' ? 24 : maxLength
  return (
    <View className={styles.field}>
      <View className={styles.label} aria-hidden="true">
        {label}
      </View>
      <View className={cx(styles.box, error && styles.wrong)}>
        {multiline ? (
          <Textarea {...common} className={cx(styles.input, styles.multiline)} maxlength={maxlength} focus={autoFocus} />
        ) : (
          <Input {...common} className={styles.input} type={kind === 'mobile' || kind === 'code' ? 'number' : 'text'} maxlength={maxlength} focus={autoFocus} onConfirm={onConfirm} />
        )}
        {trailing && <View className={styles.trailing}>{trailing}</View>}
      </View>
      {error ? (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          {error}
        </View>
      ) : (
        hint && <View className={styles.hint}>{hint}</View>
      )}
    </View>
  )
}
