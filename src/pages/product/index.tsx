import { useState } from 'react'
import { useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import { formatPrice } from '@domain/money'
import searchArt from '@/assets/empty/search.png'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useProductView } from '@/features/browsing/useProductView'
import { FRESH_FOR_SECONDS, useProductQuery } from '@/features/catalogue/catalogueApi'
import { defaultBatch, isSellable } from '@/features/catalogue/product/batchChoice'
import { ProductBar } from '@/features/catalogue/product/ProductBar'
import { ProductSkeleton } from '@/features/catalogue/product/ProductSkeleton'
import { ProductView } from '@/features/catalogue/product/ProductView'
import { isGone } from '@/features/catalogue/product/isGone'
import { fullName } from '@/features/catalogue/productText'
import { texts } from '@/features/catalogue/texts'
import { hrefOf, open, urlOf } from '@/features/shell/navigation'
import { Page } from '@/features/shell/Page'
import type { Route } from '@/features/shell/routes'
import { useRouteParams } from '@/features/shell/useRouteParams'

const GONE = { art: searchArt, title: texts.product.gone, text: texts.product.goneHint, action: { label: texts.list.toHome, onTap: () => void open({ page: 'home' }) } }

export default function ProductPage() {
  const { id = '' } = useRouteParams()
  const query = useProductQuery(id, { skip: id === '', refetchOnMountOrArgChange: FRESH_FOR_SECONDS })
  const [chosenId, setChosenId] = useState<string>()
  const [wanted, setWanted] = useState(1)
  const product = query.data
  useProductView(product?.id)
  const chosen = product?.batches.find((batch) => batch.id === chosenId && isSellable(batch))
  const batch = product && (chosen ?? defaultBatch(product.batches))
  const quantity = Math.min(wanted, batch?.stock ?? 1)
  const route: Route = { page: 'product', params: { id } }
  const name = product ? fullName(product) : texts.product.title
  const shareTitle = batch ? texts.product.shareTitle(name, formatPrice(batch.priceCents)) : name
  useShareAppMessage(() => ({ title: shareTitle, path: urlOf(route) }))
  useShareTimeline(() => ({ title: shareTitle, query: `id=${id}` }))

  return (
    <Page title={name} isTitleInContent={product !== undefined} width="wide" bar={product && <ProductBar product={product} batch={batch} quantity={quantity} shareTitle={shareTitle} href={hrefOf(route)} />}>
      <StateView status={isGone(id, query.error) ? 'empty' : viewStatus(query)} skeleton={<ProductSkeleton />} empty={GONE} onRetry={query.refetch}>
        {product && <ProductView product={product} batch={batch} quantity={quantity} onChoose={setChosenId} onQuantity={setWanted} />}
      </StateView>
    </Page>
  )
}
