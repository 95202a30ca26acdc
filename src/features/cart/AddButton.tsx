import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { useAppDispatch } from '@/store/hooks'
import styles from './AddButton.module.scss'
import { addToCart } from './addToCart'
import { texts } from './texts'

interface AddButtonProps {
  /** The batch that the card speaks of. */
  offer: { batchId: string; priceCents: number; stock: number }
  productName: string
  className?: string
}

/** Puts one of what a card offers into the cart. */
export function AddButton({ offer, productName, className }: AddButtonProps) {
  const dispatch = useAppDispatch()
  const { batchId, priceCents, stock } = offer
  return (
    <Tappable className={cx(styles.add, className)} pressedClass={styles.pressed} label={texts.addOf(productName)} onTap={() => void dispatch(addToCart({ batchId, priceCents, stock, quantity: 1 }))}>
      <Icon name="plus" className={styles.plus} />
    </Tappable>
  )
}
