import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import type { RefreshButtonProps } from './refreshButtonProps'
import styles from './RefreshButton.module.scss'

/** A mouse cannot pull a page down. */
export function RefreshButton({ label, isBusy, onTap }: RefreshButtonProps) {
  return (
    <Tappable className={styles.button} label={label} softDisabled={isBusy} onTap={onTap}>
      <Icon name="refresh-cw" className={cx(isBusy && styles.busy)} />
    </Tappable>
  )
}
