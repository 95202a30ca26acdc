import { View } from '@tarojs/components'
import type { ProductSummary } from '@contract/catalogue'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { ProductCard, type ProductCardProps } from './ProductCard'
import styles from './ProductGrid.module.scss'

interface ProductGridProps {
  products: readonly ProductSummary[]
  label: string
  layout?: 'tile' | 'row'
  /** How many from the start are on the first screen. */
  eagerCount?: number
  /** What else can be done with each; the same function in every render. */
  foot?: ProductCardProps['foot']
}

export function ProductGrid({ products, label, layout = 'tile', eagerCount = 0, foot }: ProductGridProps) {
  return (
    <View className={cx(styles.grid, layout === 'row' && styles.rows)} {...aria({ role: 'list', label })}>
      {products.map((product, index) => (
        <ProductCard key={product.id} product={product} layout={layout} eager={index < eagerCount} foot={foot} />
      ))}
    </View>
  )
}
