import type { ReactNode } from 'react'

export interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** `mobile` and `code` take digits alone and open the number keys. */
  kind?: 'text' | 'name' | 'mobile' | 'code' | 'address'
  placeholder?: string
  maxLength?: number
  /** What is wrong, in a sentence; null or '' when nothing is. */
  error?: string | null
  hint?: string
  multiline?: boolean
  disabled?: boolean
  autoFocus?: boolean
  /** At the right end of the box, such as the button that sends a code. */
  trailing?: ReactNode
  onBlur?: () => void
  onConfirm?: () => void
}

/** What of the typed or pasted text is taken. Pasted numbers carry spaces and a +86, which must not cost digits. */
export function acceptedText(text: string, kind: TextFieldProps['kind'], maxLength: number): string {
  if (kind === 'code') return text.replace(/\D/g, '').slice(0, maxLength)
  if (kind !== 'mobile') return text.slice(0, maxLength)
  const digits = text.replace(/\D/g, '')
  return (digits.length > 11 ? digits.replace(/^(?:00)?86/, '') : digits).slice(0, 11)
}
