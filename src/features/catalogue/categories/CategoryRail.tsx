import { View } from '@tarojs/components'
import type { Category } from '@contract/catalogue'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { ProductImage } from '@/components/ProductImage'
import { Tappable } from '@/components/Tappable'
import { texts } from '../texts'
import styles from './Categories.module.scss'

interface CategoryRailProps {
  categories: readonly Category[]
  chosenId: string
  onChoose: (id: string) => void
}

export function CategoryRail({ categories, chosenId, onChoose }: CategoryRailProps) {
  return (
    <View className={styles.rail} {...aria({ role: 'group', label: texts.categories.rail })}>
      {categories.map(({ id, name, picture }) => (
        <Tappable key={id} className={cx(styles.stop, id === chosenId && styles.on)} pressed={id === chosenId} onTap={() => onChoose(id)}>
          <ProductImage className={styles.picture} picture={picture} width={36} eager decorative />
          <View>{name}</View>
        </Tappable>
      ))}
    </View>
  )
}
