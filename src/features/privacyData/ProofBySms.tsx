import { useState } from 'react'
import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { TextField } from '@/components/TextField'
import { errorText } from '@/features/errors/errorText'
import { texts as smsTexts } from '@/features/phone/texts'
import { useCountdown } from '@/features/phone/useCountdown'
import { useAppDispatch } from '@/store/hooks'
import { proveBySms, sendProofCode, type SentProofCode } from './proofThunks'
import { texts } from './texts'
import styles from './PrivacyData.module.scss'

/** A code to the account's own number, which nobody has to type: who does not know it gains nothing here. */
export function ProofBySms({ phone, onProven }: { phone: string; onProven: () => void }) {
  const dispatch = useAppDispatch()
  const [sent, setSent] = useState<SentProofCode | null>(null)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState<'sending' | 'proving' | null>(null)
  const [error, setError] = useState<string | null>(null)
  const seconds = useCountdown(sent?.sentAt ?? 0, sent?.resendAt ?? 0)

  const send = async () => {
    setBusy('sending')
    const result = await dispatch(sendProofCode())
    setBusy(null)
    setError(sendProofCode.rejected.match(result) && result.payload ? errorText(result.payload) : null)
    if (sendProofCode.fulfilled.match(result)) setSent(result.payload)
  }
  const submit = async () => {
    if (code.length !== 6) return setError(sent ? smsTexts.codeWrong : smsTexts.codeMissing)
    setBusy('proving')
    const result = await dispatch(proveBySms({ smsCode: code, requestId: sent?.requestId }))
    setBusy(null)
    if (proveBySms.fulfilled.match(result)) return onProven()
    setError(result.payload ? errorText(result.payload) : null)
  }

  return (
    <View className={styles.body}>
      <View className={styles.text}>{texts.proveByNumber(phone)}</View>
      <TextField
        label={smsTexts.code}
        kind="code"
        maxLength={6}
        value={code}
        placeholder={smsTexts.codeHint}
        disabled={busy === 'proving'}
        onChange={(text) => {
          setCode(text)
          setError(null)
        }}
        onConfirm={() => void submit()}
        trailing={
          <Button kind="text" size="small" loading={busy === 'sending'} disabled={seconds > 0 || busy === 'proving'} onTap={() => void send()}>
            {seconds > 0 ? smsTexts.resendIn(seconds) : sent ? smsTexts.resend : smsTexts.send}
          </Button>
        }
      />
      {error && (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          {error}
        </View>
      )}
      <Button block size="large" loading={busy === 'proving'} onTap={() => void submit()}>
        {texts.proveSubmit}
      </Button>
    </View>
  )
}
