import { useMemo } from 'react'
import { View } from '@tarojs/components'
import type { Category } from '@contract/catalogue'
import listArt from '@/assets/empty/list.png'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { LoadMore } from '@/components/LoadMore'
import { StateView } from '@/components/StateView'
import { RouteLink } from '@/features/shell/RouteLink'
import { GridSkeleton } from '../GridSkeleton'
import { ProductGrid } from '../ProductGrid'
import { texts } from '../texts'
import { useProductList } from '../useProductList'
import styles from './Categories.module.scss'

/** What a category has, first expiring first. */
export function CategoryPanel({ category }: { category: Category }) {
  const filter = useMemo(() => ({ category: category.slug }), [category.slug])
  const { products, status, more, loadMore, refetch } = useProductList(filter)
  return (
    <View className={styles.panel}>
      <View className={styles.head}>
        <Heading level={2} className={styles.name}>
          {category.name}
        </Heading>
        <View className={styles.count}>{texts.categories.count(category.productCount)}</View>
        <RouteLink className={styles.more} to={{ page: 'list', params: { category: category.slug } }}>
          {texts.categories.sortAndFilter}
          <Icon name="chevron-right" />
        </RouteLink>
      </View>
      <StateView
        status={status}
        skeleton={<GridSkeleton count={5} layout="row" />}
        empty={{ art: listArt, title: texts.categories.emptyCategory, text: texts.categories.emptyHint }}
        onRetry={() => void refetch()}
      >
        <ProductGrid products={products} label={category.name} layout="row" eagerCount={5} />
        <LoadMore status={more} endText={texts.list.end(products.length)} onMore={loadMore} />
      </StateView>
    </View>
  )
}
