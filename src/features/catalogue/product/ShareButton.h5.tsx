import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { texts } from '../texts'
import styles from './Product.module.scss'
import type { ShareButtonProps } from './shareButtonProps'

/** The phone's own share dialog where there is one, else the address on the clipboard. */
export function ShareButton({ title, href, className }: ShareButtonProps) {
  const dispatch = useAppDispatch()
  const share = async () => {
    const url = new URL(href, window.location.href).href
    try {
      if (typeof navigator.share === 'function') {
        await navigator.share({ title, url })
        return
      }
      await navigator.clipboard.writeText(url)
      dispatch(toastShown(texts.product.copied, 'done'))
    } catch (error) {
      // Closing the phone's dialog is no failure.
      if (error instanceof DOMException && error.name === 'AbortError') return
      dispatch(toastShown(texts.product.shareFailed, 'failed'))
    }
  }
  return (
    <Tappable className={cx(styles.round, className)} label={texts.product.share} onTap={() => void share()}>
      <Icon name="share-2" />
    </Tappable>
  )
}
