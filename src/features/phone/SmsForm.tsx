import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import type { SmsPurpose } from '@contract/identity'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { TextField } from '@/components/TextField'
import { texts } from './texts'
import { useSmsForm, type SmsProof } from './useSmsForm'
import styles from './SmsForm.module.scss'

interface SmsFormProps {
  purpose: SmsPurpose
  submit: string
  isBusy: boolean
  /** What the server said to the last attempt. */
  error: string | null
  /** Asked before anything leaves the phone; false keeps it here, such as for want of consent. */
  mayProceed?: () => boolean
  onSubmit: (proof: SmsProof) => void
  /** Between the fields and the button. */
  children?: ReactNode
}

/** A number and the one-time code that was sent to it. */
export function SmsForm({ purpose, submit, isBusy, error, mayProceed = () => true, onSubmit, children }: SmsFormProps) {
  const form = useSmsForm(purpose, onSubmit, mayProceed)
  const { phone, code, faults, seconds, isSending, sentTo } = form
  return (
    <View className={styles.form}>
      <TextField label={texts.phone} kind="mobile" value={phone} placeholder={texts.phoneHint} error={faults.phone} disabled={isBusy} onChange={form.typePhone} />
      <TextField
        label={texts.code}
        kind="code"
        maxLength={6}
        value={code}
        placeholder={texts.codeHint}
        error={faults.code}
        disabled={isBusy}
        onChange={form.typeCode}
        onConfirm={form.submit}
        trailing={
          <Button kind="text" size="small" loading={isSending} disabled={seconds > 0 || isBusy} onTap={form.send}>
            {seconds > 0 ? texts.resendIn(seconds) : sentTo ? texts.resend : texts.send}
          </Button>
        }
      />
      <View className={styles.note} {...aria({ live: 'polite' })}>
        {sentTo && texts.sentTo(sentTo)}
      </View>
      {(error ?? faults.form) && (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          {error ?? faults.form}
        </View>
      )}
      {children}
      <Button block size="large" loading={isBusy} onTap={form.submit}>
        {submit}
      </Button>
    </View>
  )
}
