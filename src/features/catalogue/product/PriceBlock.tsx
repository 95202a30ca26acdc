import { View } from '@tarojs/components'
import type { Batch, Product } from '@contract/catalogue'
import { formatDiscount, formatPrice } from '@domain/money'
import { cx } from '@/components/cx'
import { dayInWords, todayOf } from '@/components/formatDate'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { ListPrice, Price } from '@/components/Price'
import { Tag } from '@/components/Tag'
import { AlertButton } from '@/features/favourites/AlertButton'
import { NearMark } from '../NearMark'
import { fullName, makerLine } from '../productText'
import { texts } from '../texts'
import styles from './Product.module.scss'

interface PriceBlockProps {
  product: Product
  batch: Batch | undefined
}

/** What it costs now, and the next thing the price does; then the name. */
export function PriceBlock({ product, batch }: PriceBlockProps) {
  const discount = batch && formatDiscount(batch.pricePercent)
  return (
    <View className={styles.block}>
      {batch ? (
        <View className={styles.money}>
          <Price cents={batch.priceCents} size="large" />
          {discount && <ListPrice cents={batch.listPriceCents} />}
          {discount && <Tag tone="accent" className={styles.discount}>{discount}</Tag>}
          <NearMark shelf={batch} className={styles.discount} />
          {product.soldCount > 0 && <View className={styles.sold}>{texts.product.sold(product.soldCount)}</View>}
        </View>
      ) : (
        <View className={styles.soldOut}>{texts.product.noOffer}</View>
      )}
      {batch && (
        <View className={styles.nextLine}>
          <NextPrice batch={batch} />
          <AlertButton productId={product.id} productName={fullName(product)} isSoldOut={false} />
        </View>
      )}
      <Heading level={1} className={styles.name}>
        {fullName(product)}
      </Heading>
      <View className={styles.maker}>
        {makerLine(product)} · {texts.product.origin} {product.origin}
      </View>
    </View>
  )
}

function NextPrice({ batch }: { batch: Batch }) {
  const [next] = batch.nextSteps
  if (!next) {
    return (
      <View className={cx(styles.next, styles.lowest)}>
        <Icon name="check" />
        {texts.product.lowest}
      </View>
    )
  }
  return (
    <View className={styles.next}>
      <Icon name="arrow-down" />
      {texts.dropsTo(dayInWords(next.startsOn, todayOf(batch)), formatPrice(next.priceCents))}
    </View>
  )
}
