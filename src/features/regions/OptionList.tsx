import { ScrollView, View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import type { OptionListProps } from './optionListProps'
import styles from './RegionSteps.module.scss'

/** One list of a choice in steps (mini-program). It scrolls by itself, so that each step begins at its top. */
export function OptionList({ label, options, chosen, onChoose }: OptionListProps) {
  return (
    <ScrollView scrollY className={styles.list} scrollIntoView={chosen === undefined ? '' : `region-${chosen}`}>
      <View {...aria({ role: 'listbox', label })}>
        {options.map((option) => (
          <Tappable
            key={option.id}
            id={`region-${option.id}`}
            role="option"
            className={cx(styles.option, option.id === chosen && styles.chosen)}
            selected={option.id === chosen}
            onTap={() => onChoose(option.id)}
          >
            <View className={styles.name}>{option.label}</View>
            {option.id === chosen && <Icon name="check" />}
          </Tappable>
        ))}
      </View>
    </ScrollView>
  )
}
