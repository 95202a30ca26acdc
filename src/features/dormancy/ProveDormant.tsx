import { useState } from 'react'
import { RECIPIENT_MAX_LENGTH } from '@contract/limits'
import type { ApiError } from '@/api/apiError'
import { Button } from '@/components/Button'
import { Panel } from '@/components/Panel'
import { TextField } from '@/components/TextField'
import { errorText } from '@/features/errors/errorText'
import type { NewSession } from '@/features/session/startSession'
import { useAppDispatch } from '@/store/hooks'
import { proveDormant } from './dormancyThunks'
import { texts } from './texts'

/** The second proof: a name that only the owner of the account knows. */
export function ProveDormant({ onProven }: { onProven: (session: NewSession) => void }) {
  const dispatch = useAppDispatch()
  const [name, setName] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const submit = async () => {
    setMissing(name.trim() === '')
    if (name.trim() === '' || isBusy) return
    setBusy(true)
    const result = await dispatch(proveDormant(name.trim()))
    setBusy(false)
    if (proveDormant.fulfilled.match(result)) onProven(result.payload)
    else setError(result.payload ?? null)
  }
  return (
    <Panel title={texts.askTitle} text={texts.askText} error={error && errorText(error)}>
      <TextField
        label={texts.recipient}
        kind="name"
        value={name}
        maxLength={RECIPIENT_MAX_LENGTH}
        placeholder={texts.recipientHint}
        hint={texts.tries}
        error={isMissing ? texts.recipientMissing : null}
        disabled={isBusy}
        onChange={setName}
        onConfirm={() => void submit()}
      />
      <Button block size="large" loading={isBusy} onTap={() => void submit()}>
        {texts.submit}
      </Button>
    </Panel>
  )
}
