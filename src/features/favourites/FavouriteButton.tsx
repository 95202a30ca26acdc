import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import styles from './FavouriteButton.module.scss'
import { texts } from './texts'
import { useFavourite } from './useFavourite'

interface FavouriteButtonProps {
  productId: string
  /** For the accessible name: a page has many hearts. */
  productName: string
  /** A heart in the corner of a card, or a button of a product's bar. */
  kind?: 'corner' | 'bar'
  className?: string
}

/** The heart. Anybody may tap it; a guest is asked to sign in, and then it is done. */
export function FavouriteButton({ productId, productName, kind = 'corner', className }: FavouriteButtonProps) {
  const { isFavourite, toggle } = useFavourite(productId)
  const label = isFavourite ? texts.remove(productName) : texts.add(productName)
  const icon = isFavourite ? 'heart-filled' : 'heart'
  return (
    <Tappable className={cx(kind === 'corner' && styles.corner, isFavourite && styles.on, className)} pressedClass={styles.pressed} label={label} pressed={isFavourite} onTap={toggle}>
      <Icon name={icon} className={styles.disc} />
    </Tappable>
  )
}
