import type { ButtonProps } from '@/components/buttonProps'

/** What WeChat's phone dialog answers to the next tap. */
export const phoneDialog: { answer: object; whileOpen: () => void } = { answer: {}, whileOpen: () => undefined }

/** Stands in for the mini-program's button: the tap first, then the dialog, then its answer. */
export function Button({ children, openType, disabled, loading, label, onTap, onGetPhoneNumber }: ButtonProps) {
  const handleClick = () => {
    if (loading) return
    onTap?.()
    if (!openType?.includes('getPhoneNumber')) return
    phoneDialog.whileOpen()
    onGetPhoneNumber?.({ detail: phoneDialog.answer } as Parameters<typeof onGetPhoneNumber>[0])
  }
  return (
    <button type="button" disabled={disabled} aria-label={label} onClick={handleClick}>
      {children}
    </button>
  )
}
