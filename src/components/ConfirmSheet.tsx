import { View } from '@tarojs/components'
import { Button } from './Button'
import { Sheet } from './Sheet'
import styles from './ConfirmSheet.module.scss'

interface ConfirmSheetProps {
  isOpen: boolean
  /** The question. */
  title: string
  /** What follows from a yes. */
  text?: string
  confirm: string
  cancel: string
  /** The yes takes something away that does not come back. */
  isDanger?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that cannot be taken back. The way out comes first, so that a hasty Enter does no harm. */
export function ConfirmSheet({ isOpen, title, text, confirm, cancel, isDanger, onConfirm, onClose }: ConfirmSheetProps) {
  const handleConfirm = () => {
    onClose()
    onConfirm()
  }
  const footer = (
    <>
      <Button kind="soft" className={styles.half} onTap={onClose}>
        {cancel}
      </Button>
      <Button kind={isDanger ? 'danger' : 'primary'} className={styles.half} onTap={handleConfirm}>
        {confirm}
      </Button>
    </>
  )
  return (
    <Sheet isOpen={isOpen} title={title} footer={footer} onClose={onClose}>
      {text && <View className={styles.text}>{text}</View>}
    </Sheet>
  )
}
