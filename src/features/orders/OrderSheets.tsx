import { ConfirmSheet } from '@/components/ConfirmSheet'
import { texts } from './texts'
import type { OrderActions } from './useOrderActions'

/** The questions before what cannot be taken back. */
export function OrderSheets({ actions: { asked, close, take } }: { actions: OrderActions }) {
  return (
    <>
      <ConfirmSheet
        isOpen={asked === 'cancel'}
        title={texts.cancelTitle}
        text={texts.cancelText}
        confirm={texts.cancel}
        cancel={texts.keep}
        isDanger
        onConfirm={() => take('cancel')}
        onClose={close}
      />
      <ConfirmSheet
        isOpen={asked === 'receive'}
        title={texts.receiveTitle}
        text={texts.receiveText}
        confirm={texts.receive}
        cancel={texts.notYet}
        onConfirm={() => take('receive')}
        onClose={close}
      />
    </>
  )
}
