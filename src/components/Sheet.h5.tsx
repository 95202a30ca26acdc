import { useId } from 'react'
import { aria } from './aria'
import { cx } from './cx'
import { Icon } from './Icon'
import type { SheetProps } from './sheetProps'
import { Tappable } from './Tappable'
import { useDialog } from './useDialog.h5'
import { useLeaving } from './useLeaving'
import styles from './Sheet.module.scss'

/** The same on H5: a sheet on a phone, a dialog in the middle of a wide window. */
export function Sheet({ isOpen, title, art, centred, children, footer, onClose }: SheetProps) {
  const isPresent = useLeaving(isOpen)
  const ref = useDialog(isOpen, onClose)
  const titleId = useId()
  if (!isPresent) return null
  return (
    <div className={cx(styles.layer, !isOpen && styles.leaving)} {...aria({ hidden: isOpen ? undefined : true })}>
      {/* A convenience for the pointer; keyboards and screen readers have the button and Esc. */}
      <div className={styles.mask} onClick={onClose} aria-hidden="true" />
      <div ref={ref} className={styles.sheet} tabIndex={-1} {...aria({ role: 'dialog', modal: true, labelledBy: titleId })}>
        <div className={styles.grip} />
        <div className={cx(centred && styles.middle)}>
          {art && <div className={styles.art}>{art}</div>}
          <div className={styles.head}>
            <h2 id={titleId} className={styles.title}>
              {title}
            </h2>
            <Tappable className={styles.close} label="关闭" onTap={onClose}>
              <Icon name="x" />
            </Tappable>
          </div>
        </div>
        <div className={cx(styles.content, footer !== undefined && styles.footed)}>{children}</div>
        {footer !== undefined && <div className={styles.footer}>{footer}</div>}
      </div>
    </div>
  )
}
