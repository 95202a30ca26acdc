import { View } from '@tarojs/components'
import type { Product } from '@contract/catalogue'
import { Cell, CellGroup } from '@/components/Cell'
import { Heading } from '@/components/Heading'
import { hrefOf, open } from '@/features/shell/navigation'
import type { Route } from '@/features/shell/routes'
import { texts } from '../texts'
import styles from './Product.module.scss'

/** What it is, where it comes from, how it is kept; maker and category lead on. */
export function ProductFacts({ product }: { product: Product }) {
  const brand: Route = { page: 'list', params: { brand: product.brand } }
  const category: Route = { page: 'list', params: { category: product.categoryId } }
  const { brand: brandText, category: categoryText, moreOfBrand, moreOfCategory, ...words } = texts.product
  return (
    <>
      <View className={styles.block}>
        <Heading level={2} className={styles.title}>
          {words.about}
        </Heading>
        <View className={styles.description}>{product.description}</View>
      </View>
      <View className={styles.facts}>
        <CellGroup title={words.facts}>
          {product.brand && <Cell title={brandText} value={product.brand} label={moreOfBrand(product.brand)} href={hrefOf(brand)} onTap={() => void open(brand)} />}
          <Cell title={categoryText} value={product.categoryName} label={moreOfCategory(product.categoryName)} href={hrefOf(category)} onTap={() => void open(category)} />
          <Cell title={words.spec} value={product.spec} />
          <Cell title={words.origin} value={product.origin} />
          <Cell title={words.storage} value={texts.storageHint[product.storage]} />
        </CellGroup>
      </View>
    </>
  )
}
