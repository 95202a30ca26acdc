import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { Freshness } from '@contract/catalogue'
import type { OrderLine } from '@contract/orders'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { ListPrice, Price } from '@/components/Price'
import { ProductImage } from '@/components/ProductImage'
import { NearMark } from '@/features/catalogue/NearMark'
import { fullName } from '@/features/catalogue/productText'
import { RouteLink } from '@/features/shell/RouteLink'
import styles from './OrderGoods.module.scss'
import { texts } from './texts'

interface GoodsProps {
  line: Pick<OrderLine, 'productId' | 'name' | 'spec' | 'picture' | 'quantity' | 'priceCents' | 'listPriceCents'>
  /** Its dates, in words. */
  dates: readonly string[]
  /** Where it is, or was when it was ordered, on its way to its date. Colours the dates; the mark and the words say the same. */
  freshness?: Freshness
  isOff?: boolean
  children?: ReactNode
}

/** One batch of an order, made or about to be. */
export function Goods({ line, dates, freshness, isOff, children }: GoodsProps) {
  const { productId, picture, quantity, priceCents, listPriceCents } = line
  const name = fullName(line)
  return (
    <View className={styles.line} {...aria({ role: 'listitem' })}>
      <RouteLink className={cx(styles.picture, isOff && styles.off)} to={{ page: 'product', params: { id: productId } }} label={name}>
        <ProductImage picture={picture} width={64} decorative />
      </RouteLink>
      <View className={styles.body}>
        <View className={styles.name}>{name}</View>
        {freshness && <NearMark shelf={{ nearExpiry: freshness === 'near' || freshness === 'last', freshness }} className={styles.mark} />}
        {dates.map((date) => (
          <View key={date} className={cx(styles.date, freshness && styles[freshness])}>
            {date}
          </View>
        ))}
        {children}
        <View className={styles.money}>
          <View>
            <Price cents={priceCents} size="small" />
            {listPriceCents > priceCents && <ListPrice cents={listPriceCents} className={styles.listPrice} />}
          </View>
          <View className={styles.quantity}>{texts.units(quantity)}</View>
        </View>
      </View>
    </View>
  )
}
