import { useRef, useState } from 'react'
import { aria } from '@/components/aria'
import { cx } from '@/components/cx'
import { ProductImage } from '@/components/ProductImage'
import { Tappable } from '@/components/Tappable'
import { texts } from '../texts'
import styles from './Gallery.module.scss'
import type { GalleryProps } from './galleryProps'

/** The same on H5, by scroll snapping: Taro's swiper would bring 40 KB of script for it. */
export function Gallery({ pictures }: GalleryProps) {
  const track = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const handleScroll = () => {
    const { scrollLeft = 0, clientWidth = 0 } = track.current ?? {}
    if (clientWidth > 0) setCurrent(Math.round(scrollLeft / clientWidth))
  }
  const goTo = (index: number) => track.current?.scrollTo({ left: index * track.current.clientWidth, behavior: 'smooth' })
  return (
    <div className={styles.gallery}>
      {/* A tab stop: what scrolls must scroll by keyboard too. */}
      <div ref={track} className={styles.track} onScroll={handleScroll} tabIndex={0} {...aria({ role: 'group', label: texts.product.gallery })}>
        {pictures.map((picture, index) => (
          <div key={picture.urlTemplate} className={styles.slide} {...aria({ hidden: index === current ? undefined : true })}>
            <ProductImage className={styles.picture} picture={picture} width={300} eager={index === 0} />
          </div>
        ))}
      </div>
      {pictures.length > 1 && (
        <div className={styles.dots}>
          {pictures.map((picture, index) => (
            <Tappable
              key={picture.urlTemplate}
              className={styles.dotTarget}
              label={texts.product.picture(index + 1, pictures.length)}
              current={index === current ? 'true' : undefined}
              onTap={() => goTo(index)}
            >
              <span className={cx(styles.dot, index === current && styles.on)} />
            </Tappable>
          ))}
        </div>
      )}
    </div>
  )
}
