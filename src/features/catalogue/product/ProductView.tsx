import { View } from '@tarojs/components'
import type { Batch, Product } from '@contract/catalogue'
import { BatchChoice } from './BatchChoice'
import { Gallery } from './Gallery'
import { PriceBlock } from './PriceBlock'
import { PriceSteps } from './PriceSteps'
import styles from './Product.module.scss'
import { ProductFacts } from './ProductFacts'
import { QuantityBlock } from './QuantityBlock'
import { ShelfBlock } from './ShelfBlock'

interface ProductViewProps {
  product: Product
  batch: Batch | undefined
  quantity: number
  onChoose: (batchId: string) => void
  onQuantity: (quantity: number) => void
}

/** The food, its price, its dates. */
export function ProductView({ product, batch, quantity, onChoose, onQuantity }: ProductViewProps) {
  return (
    <View className={styles.layout}>
      <View className={styles.left}>
        <Gallery pictures={product.pictures.length > 0 ? product.pictures : [product.picture]} />
      </View>
      <View className={styles.right}>
        <PriceBlock product={product} batch={batch} />
        {product.batches.length > 0 && <BatchChoice batches={product.batches} chosenId={batch?.id} onChoose={onChoose} />}
        {batch && <QuantityBlock batch={batch} quantity={quantity} onQuantity={onQuantity} />}
        {batch && <PriceSteps batch={batch} />}
        {batch && <ShelfBlock batch={batch} />}
        <ProductFacts product={product} />
      </View>
    </View>
  )
}
