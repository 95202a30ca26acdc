import { useId, type ChangeEvent } from 'react'
import { aria } from './aria'
import { cx } from './cx'
import { acceptedText, type TextFieldProps } from './textFieldProps'
import styles from './TextField.module.scss'

/** `type="number"` would bring arrows, an `e` and a lost leading zero: the keys are asked for by `inputMode` alone. */
const KINDS = {
  text: {},
  name: { autoComplete: 'name' },
  mobile: { type: 'tel', inputMode: 'numeric', autoComplete: 'tel-national' },
  code: { inputMode: 'numeric', autoComplete: 'one-time-code' },
  address: { autoComplete: 'street-address' },
} as const

/** The same on H5: native, so that labels, autofill and one-time codes work. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, kind = 'text', placeholder, maxLength = 64, error, hint, multiline, disabled, autoFocus, trailing, onBlur, onConfirm } = props
  const id = useId()
  const noteId = error || hint ? `${id}-note` : undefined
  const common = {
    id,
    value,
    placeholder,
    disabled,
    autoFocus,
    onBlur,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(acceptedText(event.target.value, kind, maxLength)),
    ...aria({ invalid: error ? true : undefined, describedBy: noteId }),
  }
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={cx(styles.box, error && styles.wrong)}>
        {multiline ? (
          <textarea {...common} className={cx(styles.input, styles.multiline)} />
        ) : (
          <input {...common} {...KINDS[kind]} className={styles.input} onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && onConfirm?.()} />
        )}
        {trailing && <div className={styles.trailing}>{trailing}</div>}
      </div>
      {noteId && (
        <div id={noteId} className={error ? styles.error : styles.hint} {...aria({ role: error ? 'alert' : undefined })}>
          {error || hint}
        </div>
      )}
    </div>
  )
}
