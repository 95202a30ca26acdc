import { View } from '@tarojs/components'
import type { Batch, Product } from '@contract/catalogue'
import { bestBefore, todayOf } from '@/components/formatDate'
import { Price } from '@/components/Price'
import { FavouriteButton } from '@/features/favourites/FavouriteButton'
import { fullName } from '../productText'
import { texts } from '../texts'
import styles from './Product.module.scss'
import { ShareButton } from './ShareButton'

interface ProductBarProps {
  product: Product
  batch: Batch | undefined
  shareTitle: string
  href: string
}

/** The choice that was made, and what can be done with it. Buying joins here with the cart. */
export function ProductBar({ product, batch, shareTitle, href }: ProductBarProps) {
  return (
    <View className={styles.bar}>
      <View className={styles.chosen}>
        {batch ? (
          <>
            <Price cents={batch.priceCents} />
            <View className={styles.hint}>{bestBefore(batch.expiresOn, todayOf(batch))}</View>
          </>
        ) : (
          <View className={styles.hint}>{texts.soldOutHint}</View>
        )}
      </View>
      <ShareButton title={shareTitle} href={href} />
      <FavouriteButton kind="wide" productId={product.id} productName={fullName(product)} />
    </View>
  )
}
