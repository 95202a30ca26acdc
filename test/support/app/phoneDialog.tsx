import type { ButtonProps } from '@/components/buttonProps'

/** What WeChat's phone dialog answers to the next tap. */
export const phoneDialog: { answer: object; whileOpen: () => void } = { answer: {}, whileOpen: () => undefined }

/** Stands in for the mini-program's button: the tap first, then the dialog, then its answer. */
export function Button({ children, openType, disabled, loading, label, onTap, onGetPhoneNumber, onGetRealTimePhoneNumber }: ButtonProps) {
  const handleClick = () => {
    if (loading) return
    onTap?.()
    const isRealtime = openType?.includes('getRealtimePhoneNumber')
    if (!isRealtime && !openType?.includes('getPhoneNumber')) return
    phoneDialog.whileOpen()
    const event = { detail: phoneDialog.answer }
    if (isRealtime) onGetRealTimePhoneNumber?.(event as Parameters<typeof onGetRealTimePhoneNumber>[0])
    else onGetPhoneNumber?.(event as Parameters<typeof onGetPhoneNumber>[0])
  }
  return (
    <button type="button" data-open-type={openType} disabled={disabled} aria-label={label} onClick={handleClick}>
      {children}
    </button>
  )
}
