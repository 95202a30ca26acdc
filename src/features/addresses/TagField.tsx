import { View } from '@tarojs/components'
import type { AddressTag } from '@contract/addresses'
import { Chip, ChipRow } from '@/components/Chip'
import { texts } from './texts'
import styles from './AddressForm.module.scss'

const TAGS: readonly AddressTag[] = ['home', 'work', 'school']

/** At most one; a second tap takes it away. */
export function TagField({ value, onChange }: { value: AddressTag | null; onChange: (tag: AddressTag | null) => void }) {
  return (
    <View className={styles.tags}>
      <View className={styles.label} aria-hidden="true">
        {texts.tag}
      </View>
      <ChipRow wrap label={texts.tag}>
        {TAGS.map((tag) => (
          <Chip key={tag} outlined isOn={tag === value} onTap={() => onChange(tag === value ? null : tag)}>
            {texts.tags[tag]}
          </Chip>
        ))}
      </ChipRow>
    </View>
  )
}
