import { useState } from 'react'
import { aria } from './aria'
import { cx } from './cx'
import { Icon } from './Icon'
import { pictureUrl, pngOf, widthFor } from './pictureSource'
import type { ProductImageProps } from './productImageProps'
import styles from './ProductImage.module.scss'

/** The same on H5: the browser picks the file by its own density, and waits with those far below. */
export function ProductImage({ picture, width, className, eager, decorative }: ProductImageProps) {
  const [format, setFormat] = useState<'webp' | 'png' | 'none'>('webp')
  const alt = decorative ? '' : picture.alt
  const url = (size: number) => {
    const webp = pictureUrl(picture, size)
    return format === 'png' ? (pngOf(webp) ?? webp) : webp
  }
  const middle = widthFor(picture, width, 1)
  return (
    <div className={cx(styles.box, styles[picture.tint], className)}>
      {format === 'none' ? (
        <div className={styles.missing} {...aria(decorative ? { hidden: true } : { role: 'img', label: alt })}>
          <Icon name="image-off" />
        </div>
      ) : (
        <img
          key={format}
          className={styles.picture}
          src={url(middle)}
          srcSet={picture.widths.map((size) => `${url(size)} ${size}w`).join(', ')}
          sizes={`${width}px`}
          width={middle}
          height={middle}
          alt={alt}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          onError={() => setFormat(format === 'webp' && pngOf(pictureUrl(picture, middle)) ? 'png' : 'none')}
        />
      )}
    </div>
  )
}
