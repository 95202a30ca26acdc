import { memo, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { Offer, ProductSummary } from '@contract/catalogue'
import { formatDiscount } from '@domain/money'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { FreshnessLine } from '@/components/FreshnessLine'
import { FreshnessMeter } from '@/components/FreshnessMeter'
import { ListPrice, Price } from '@/components/Price'
import { ProductImage } from '@/components/ProductImage'
import { Tag } from '@/components/Tag'
import { AddButton } from '@/features/cart/AddButton'
import { FavouriteButton } from '@/features/favourites/FavouriteButton'
import { useDaysOnArrival } from '@/features/checkout/destination'
import { RouteLink } from '@/features/shell/RouteLink'
import { NearMark } from './NearMark'
import { fullName, makerLine, nextStepText, spokenCard } from './productText'
import { texts } from './texts'
import styles from './ProductCard.module.scss'

export interface ProductCardProps {
  product: ProductSummary
  layout?: 'tile' | 'row'
  /** On the first screen: its picture is not waited with. */
  eager?: boolean
  foot?: (product: ProductSummary) => ReactNode
}

/** Hooks run for a card without an offer as well. */
const GONE = { remainingDays: 0, remainingDaysOnArrival: 0 }

/** One product at a glance: the food, the date, the price, and what the price does next. */
export const ProductCard = memo(function ProductCard({ product, layout = 'tile', eager, foot }: ProductCardProps) {
  const { offer } = product
  const onArrival = useDaysOnArrival(offer ?? GONE)
  const discount = offer && formatDiscount(offer.pricePercent)
  return (
    <View className={cx(styles.card, layout === 'row' && styles.row, foot && styles.footed)} {...aria({ role: 'listitem' })}>
      <RouteLink className={styles.link} pressedClass={styles.pressed} to={{ page: 'product', params: { id: product.id } }} label={spokenCard(product, onArrival)} />
      <View className={styles.content} aria-hidden="true">
        <View className={styles.side}>
          <ProductImage className={styles.picture} picture={product.picture} width={132} eager={eager} decorative />
          {discount && (
            <Tag tone="accent" className={styles.off}>
              {discount}
            </Tag>
          )}
          {offer && <NearMark shelf={offer} className={styles.near} />}
        </View>
        <View className={styles.body}>
          <View className={styles.name}>{fullName(product)}</View>
          <View className={styles.maker}>{makerLine(product)}</View>
          {offer ? <OfferLines offer={offer} onArrival={onArrival} /> : <View className={styles.gone}>{texts.soldOut}</View>}
        </View>
      </View>
      {foot && <View className={styles.foot}>{foot(product)}</View>}
      <FavouriteButton className={styles.heart} productId={product.id} productName={fullName(product)} />
      {offer && <AddButton className={styles.add} offer={offer} productName={fullName(product)} />}
    </View>
  )
})

function OfferLines({ offer, onArrival }: { offer: Offer; onArrival: number }) {
  const next = nextStepText(offer)
  return (
    <>
      <FreshnessLine shelf={offer} onArrival={onArrival} />
      <FreshnessMeter shelf={offer} />
      <View className={styles.money}>
        <Price cents={offer.priceCents} />
        {offer.listPriceCents > offer.priceCents && <ListPrice cents={offer.listPriceCents} />}
      </View>
      {next && <View className={styles.next}>{next}</View>}
    </>
  )
}
