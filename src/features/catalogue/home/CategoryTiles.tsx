import { View } from '@tarojs/components'
import type { Category } from '@contract/catalogue'
import { aria } from '@/components/aria'
import { ProductImage } from '@/components/ProductImage'
import { RouteLink } from '@/features/shell/RouteLink'
import { texts } from '../texts'
import styles from './Home.module.scss'

/** The categories as one row of food, to be pushed sideways. */
export function CategoryTiles({ categories }: { categories: readonly Category[] }) {
  return (
    <View className={styles.tiles} {...aria({ role: 'group', label: texts.home.categories })}>
      {categories.map(({ id, slug, name, picture }) => (
        <RouteLink key={id} className={styles.tile} to={{ page: 'list', params: { category: slug } }}>
          <ProductImage className={styles.tilePicture} picture={picture} width={56} eager decorative />
          <View className={styles.tileName}>{name}</View>
        </RouteLink>
      ))}
    </View>
  )
}
