import { useState } from 'react'
import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { aria } from './aria'
import { cx } from './cx'
import { Icon } from './Icon'
import { pictureUrl, pngOf, widthFor } from './pictureSource'
import type { ProductImageProps } from './productImageProps'
import styles from './ProductImage.module.scss'

let knownRatio: number | undefined
const pixelRatio = () => (knownRatio ??= Taro.getWindowInfo().pixelRatio)

/** A product's picture in a square box of its tint (mini-program). */
export function ProductImage({ picture, width, className, eager, decorative }: ProductImageProps) {
  const first = pictureUrl(picture, widthFor(picture, width, pixelRatio()))
  const [failed, setFailed] = useState<string[]>([])
  const source = [first, pngOf(first)].find((url) => url !== null && !failed.includes(url))
  return (
    <View className={cx(styles.box, styles[picture.tint], className)}>
      {source ? (
        <Image
          className={styles.picture}
          src={source}
          mode="aspectFit"
          lazyLoad={!eager}
          onError={() => setFailed((urls) => [...urls, source])}
          {...aria(decorative ? { hidden: true } : { role: 'img', label: picture.alt })}
        />
      ) : (
        <View className={styles.missing} {...aria(decorative ? { hidden: true } : { role: 'img', label: picture.alt })}>
          <Icon name="image-off" />
        </View>
      )}
    </View>
  )
}
