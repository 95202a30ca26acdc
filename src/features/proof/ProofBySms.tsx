import type { ApiError } from '@/api/apiError'
import { Button } from '@/components/Button'
import { Panel } from '@/components/Panel'
import { errorText } from '@/features/errors/errorText'
import { selectMe } from '@/features/user/userSlice'
import { useAppSelector } from '@/store/hooks'
import { CodeField } from './CodeField'
import { useProveMutation, useSendProofCodeMutation } from './proofApi'
import type { ProofStepProps } from './proofStepProps'
import { texts } from './texts'
import { useCodeEntry } from './useCodeEntry'

/** A one-time code to the account's own number. Whoever has none proves himself by signing in anew. */
export function ProofBySms({ why, note, onProven }: ProofStepProps & { note?: string }) {
  const phone = useAppSelector(selectMe)?.phone ?? null
  const [send] = useSendProofCodeMutation()
  const [prove, { isLoading, error }] = useProveMutation()
  const entry = useCodeEntry(() => send())
  const submit = async () => {
    if (!entry.check()) return
    const result = await prove({ smsCode: entry.code })
    if (!result.error) onProven()
  }
  const failure = entry.failure ?? (error ? errorText(error as ApiError) : null)
  if (phone === null) return <Panel title={texts.title} text={texts.noWay} error={note} />
  return (
    <Panel title={texts.title} text={`${why}${texts.bySmsNote(phone)}`} error={failure ?? note}>
      <CodeField entry={entry} isBusy={isLoading} onConfirm={() => void submit()} />
      <Button block size="large" loading={isLoading} onTap={() => void submit()}>
        {texts.submit}
      </Button>
    </Panel>
  )
}
