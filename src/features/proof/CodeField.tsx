import { Button } from '@/components/Button'
import { TextField } from '@/components/TextField'
import { texts } from './texts'
import type { useCodeEntry } from './useCodeEntry'

interface CodeFieldProps {
  entry: ReturnType<typeof useCodeEntry>
  isBusy: boolean
  onSend?: () => void
  onConfirm: () => void
}

/** The field for a one-time code, with the button that sends it. */
export function CodeField({ entry, isBusy, onSend = entry.ask, onConfirm }: CodeFieldProps) {
  const { code, seconds, isSending, isSent, fault } = entry
  return (
    <TextField
      label={texts.code}
      kind="code"
      maxLength={6}
      value={code}
      placeholder={texts.codeHint}
      error={fault}
      disabled={isBusy}
      onChange={entry.type}
      onConfirm={onConfirm}
      trailing={
        <Button kind="text" size="small" loading={isSending} disabled={seconds > 0 || isBusy} onTap={onSend}>
          {seconds > 0 ? texts.resendIn(seconds) : isSent ? texts.resend : texts.send}
        </Button>
      }
    />
  )
}
