import { useRef } from 'react'
import { aria } from './aria'
import { cx } from './cx'
import { Icon } from './Icon'
import type { SearchBarProps } from './searchBarProps'
import { Tappable } from './Tappable'
import styles from './SearchBar.module.scss'

/** The same on H5: a native search field in a search landmark. */
export function SearchBar({ value, label, placeholder, autoFocus, maxLength = 32, onChange, onSearch }: SearchBarProps) {
  const input = useRef<HTMLInputElement>(null)
  const clear = () => {
    onChange('')
    input.current?.focus()
  }
  return (
    <form
      className={cx(styles.bar, styles.field)}
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(value)
      }}
      {...aria({ role: 'search' })}
    >
      <Icon name="search" className={styles.icon} />
      <input
        ref={input}
        className={styles.input}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        value={value}
        placeholder={placeholder}
        maxLength={maxLength}
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.target.value)}
        {...aria({ label })}
      />
      {value !== '' && (
        <Tappable className={styles.clear} label="清空" onTap={clear}>
          <Icon name="x" />
        </Tappable>
      )}
    </form>
  )
}
