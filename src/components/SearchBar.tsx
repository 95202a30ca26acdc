import { Input, View } from '@tarojs/components'
import { aria } from './aria'
import { cx } from './cx'
import { Icon } from './Icon'
import type { SearchBarProps } from './searchBarProps'
import { Tappable } from './Tappable'
import styles from './SearchBar.module.scss'

/** The search field (mini-program). */
export function SearchBar({ value, label, placeholder, autoFocus, maxLength = 32, onChange, onSearch }: SearchBarProps) {
  return (
    <View className={cx(styles.bar, styles.field)} {...aria({ role: 'search' })}>
      <Icon name="search" className={styles.icon} />
      <Input
        className={styles.input}
        type="text"
        confirmType="search"
        value={value}
        placeholder={placeholder}
        maxlength={maxLength}
        focus={autoFocus}
        onInput={(event) => onChange(event.detail.value)}
        onConfirm={(event) => onSearch(event.detail.value)}
        {...aria({ label })}
      />
      {value !== '' && (
        <Tappable className={styles.clear} label="清空" onTap={() => onChange('')}>
          <Icon name="x" />
        </Tappable>
      )}
    </View>
  )
}
