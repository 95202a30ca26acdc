import { useState } from 'react'
import { Swiper, SwiperItem, View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { ProductImage } from '@/components/ProductImage'
import { texts } from '../texts'
import styles from './Gallery.module.scss'
import type { GalleryProps } from './galleryProps'

/** The pictures of a product, to be pushed sideways (mini-program). */
export function Gallery({ pictures }: GalleryProps) {
  const [current, setCurrent] = useState(0)
  return (
    <View className={styles.gallery} {...aria({ role: 'group', label: texts.product.gallery })}>
      <Swiper className={styles.swiper} current={current} onChange={(event) => setCurrent(event.detail.current)}>
        {pictures.map((picture, index) => (
          <SwiperItem key={picture.urlTemplate}>
            <ProductImage className={styles.picture} picture={picture} width={300} eager={index === 0} />
          </SwiperItem>
        ))}
      </Swiper>
      {pictures.length > 1 && (
        <View className={styles.dots} {...aria({ role: 'img', label: texts.product.picture(current + 1, pictures.length) })}>
          {pictures.map((picture, index) => (
            <View key={picture.urlTemplate} className={cx(styles.dot, index === current && styles.on)} />
          ))}
        </View>
      )}
    </View>
  )
}
