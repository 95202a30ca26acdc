import { useState } from 'react'
import type { ApiError } from '@/api/apiError'
import { Button } from '@/components/Button'
import { ConfirmSheet } from '@/components/ConfirmSheet'
import { Panel } from '@/components/Panel'
import { errorText } from '@/features/errors/errorText'
import { ConsentLine } from '@/features/gate/ConsentLine'
import { useConsent } from '@/features/gate/useConsent'
import type { NewSession } from '@/features/session/startSession'
import { useAppDispatch } from '@/store/hooks'
import { startFresh } from './dormancyThunks'
import { texts } from './texts'

/** The way out for who got the number from somebody else: an account of his own, with an agreement of his own. */
export function StartFresh({ onStarted }: { onStarted: (session: NewSession) => void }) {
  const dispatch = useAppDispatch()
  const consent = useConsent()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const start = async () => {
    setBusy(true)
    const result = await dispatch(startFresh())
    setBusy(false)
    if (startFresh.fulfilled.match(result)) onStarted(result.payload)
    else setError(result.payload ?? null)
  }
  return (
    <Panel title={texts.freshTitle} text={texts.freshText} error={error && errorText(error)}>
      <ConsentLine {...consent} />
      <Button kind="soft" block loading={isBusy} onTap={() => consent.demand() && setAsking(true)}>
        {texts.fresh}
      </Button>
      <ConfirmSheet
        isOpen={isAsking}
        title={texts.freshConfirmTitle}
        text={texts.freshConfirmText}
        confirm={texts.freshConfirm}
        cancel={texts.stay}
        isDanger
        onConfirm={() => void start()}
        onClose={() => setAsking(false)}
      />
    </Panel>
  )
}
