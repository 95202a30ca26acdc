import type { KeyboardEvent } from 'react'
import { aria } from '@/components/aria'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { useDialog } from '@/components/useDialog.h5'
import type { LargePhoto } from './largePhotosProps'
import styles from './LargePhotoDialog.module.scss'
import { texts } from './texts'

interface LargePhotoDialogProps {
  photos: readonly LargePhoto[]
  index: number
  onTurn: (index: number) => void
  onClose: () => void
}

/** A photo as large as the window, on H5. Browsers zoom it by themselves. */
export function LargePhotoDialog({ photos, index, onTurn, onClose }: LargePhotoDialogProps) {
  const ref = useDialog(true, onClose)
  const { length } = photos
  const turn = (by: number) => onTurn((index + by + length) % length)
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') turn(-1)
    if (event.key === 'ArrowRight') turn(1)
  }
  return (
    <div ref={ref} className={styles.stage} tabIndex={-1} onKeyDown={handleKey} {...aria({ role: 'dialog', modal: true, label: texts.largePhoto })}>
      {/* A convenience for the pointer; keyboards and screen readers have the button and Esc. */}
      <img className={styles.picture} src={photos[index]?.path} alt={photos[index]?.name} onClick={onClose} />
      <Tappable className={styles.close} label={texts.closePhoto} onTap={onClose}>
        <Icon name="x" />
      </Tappable>
      {length > 1 && (
        <div className={styles.turns}>
          <Tappable className={styles.turn} label={texts.previousPhoto} onTap={() => turn(-1)}>
            <Icon name="chevron-left" />
          </Tappable>
          <div {...aria({ live: 'polite' })}>{texts.photoOf(index + 1, length)}</div>
          <Tappable className={styles.turn} label={texts.nextPhoto} onTap={() => turn(1)}>
            <Icon name="chevron-right" />
          </Tappable>
        </div>
      )}
    </div>
  )
}
