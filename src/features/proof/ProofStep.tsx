import { useState } from 'react'
import type { ApiError } from '@/api/apiError'
import { Button } from '@/components/Button'
import { Panel } from '@/components/Panel'
import { errorText } from '@/features/errors/errorText'
import { selectMe } from '@/features/user/userSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { ProofBySms } from './ProofBySms'
import type { ProofStepProps } from './proofStepProps'
import { proveByWechat } from './proveByWechat'
import { texts } from './texts'

/** Mini-program: one tap takes the WeChat of this phone for a proof; a code to the own number is the other way. */
export function ProofStep({ why, onProven }: ProofStepProps) {
  const dispatch = useAppDispatch()
  const hasPhone = (useAppSelector(selectMe)?.phone ?? null) !== null
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [wantsSms, setWantsSms] = useState(false)
  const prove = async () => {
    setBusy(true)
    const result = await dispatch(proveByWechat())
    setBusy(false)
    if (proveByWechat.rejected.match(result)) setError(result.payload ?? null)
    else onProven()
  }
  // Signed in by a code on somebody else's phone: its WeChat proves nothing here.
  const isOtherWechat = error?.kind === 'problem' && error.code === 'wechat_code_invalid'
  if (wantsSms || isOtherWechat) return <ProofBySms why={why} note={isOtherWechat ? texts.otherWechat : undefined} onProven={onProven} />
  return (
    <Panel title={texts.title} text={`${why}${texts.byWechatNote}`} error={error && errorText(error)}>
      <Button block size="large" loading={isBusy} onTap={() => void prove()}>
        {texts.byWechat}
      </Button>
      {hasPhone && (
        <Button kind="soft" block disabled={isBusy} onTap={() => setWantsSms(true)}>
          {texts.bySms}
        </Button>
      )}
    </Panel>
  )
}
