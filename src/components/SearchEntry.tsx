import { View } from '@tarojs/components'
import { cx } from './cx'
import { Icon } from './Icon'
import styles from './SearchBar.module.scss'
import { Tappable } from './Tappable'

interface SearchEntryProps {
  text: string
  label: string
  href?: string
  className?: string
  onTap: () => void
}

/** Looks like the field and leads to the search page. */
export function SearchEntry({ text, label, href, className, onTap }: SearchEntryProps) {
  return (
    <Tappable className={cx(styles.bar, className)} label={label} href={href} onTap={onTap}>
      <Icon name="search" className={styles.icon} />
      <View className={styles.text}>{text}</View>
    </Tappable>
  )
}
