import { View } from '@tarojs/components'
import type { ProductSummary } from '@contract/catalogue'
import emptyArt from '@/assets/empty/favourites.png'
import { LoadMore } from '@/components/LoadMore'
import { StateView } from '@/components/StateView'
import { GridSkeleton } from '@/features/catalogue/GridSkeleton'
import { ProductGrid } from '@/features/catalogue/ProductGrid'
import { fullName } from '@/features/catalogue/productText'
import { open } from '@/features/shell/navigation'
import { AlertButton } from './AlertButton'
import { RemovedBar } from './RemovedBar'
import { listTexts } from './listTexts'
import { useFavouriteList } from './useFavouriteList'
import { useLastRemoved } from './useLastRemoved'
import styles from './Favourites.module.scss'

const EMPTY = {
  art: emptyArt,
  title: listTexts.empty,
  text: listTexts.emptyHint,
  action: { label: listTexts.browse, onTap: () => void open({ page: 'home' }) },
}

const renderAlert = (product: ProductSummary) => <AlertButton productId={product.id} productName={fullName(product)} isSoldOut={product.offer === null} />

/** A shopper's favourites. The heart of a card takes it away; a slip of the finger can be undone. */
export function FavouritesView() {
  const { products, status, more, loadMore, refetch } = useFavouriteList()
  const { removed, forget } = useLastRemoved(products)
  return (
    <View className={styles.view}>
      <StateView
        status={status}
        skeleton={<GridSkeleton layout="row" count={5} />}
        failure={listTexts.failed}
        empty={EMPTY}
        onRetry={() => void refetch()}
      >
        <ProductGrid layout="row" label={listTexts.list} products={products} eagerCount={5} foot={renderAlert} />
        <LoadMore status={more} endText={listTexts.end(products.length)} onMore={loadMore} />
      </StateView>
      <RemovedBar product={removed} onGone={forget} />
    </View>
  )
}
