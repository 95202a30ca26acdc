import { View } from '@tarojs/components'
import type { ProductSort } from '@contract/catalogue'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { texts } from '../texts'
import styles from './List.module.scss'
import { sortChoices } from './sortChoices'

interface SortBarProps {
  sort: ProductSort
  choices: number
  onSort: (sort: ProductSort) => void
  onFilter: () => void
}

export function SortBar({ sort, choices, onSort, onFilter }: SortBarProps) {
  return (
    <View className={styles.bar}>
      <View className={styles.sorts} {...aria({ role: 'group', label: texts.list.sort })}>
        {sortChoices(sort).map((choice) => (
          <Tappable key={choice.text} className={cx(styles.sort, choice.isOn && styles.on)} label={choice.label} pressed={choice.isOn} onTap={() => onSort(choice.sort)}>
            {choice.text}
            {choice.icon && <Icon name={choice.icon} className={styles.arrow} />}
          </Tappable>
        ))}
      </View>
      <Tappable className={cx(styles.filter, choices > 0 && styles.on)} label={choices > 0 ? texts.list.filterOn(choices) : texts.list.filter} onTap={onFilter}>
        <Icon name="sliders-horizontal" />
        {texts.list.filter}
        {choices > 0 && <View className={styles.count}>{choices}</View>}
      </Tappable>
    </View>
  )
}
