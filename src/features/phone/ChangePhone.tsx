import { useState } from 'react'
import { Notice } from '@/components/Notice'
import { Panel } from '@/components/Panel'
import { ProofStep } from '@/features/proof/ProofStep'
import { back } from '@/features/shell/navigation'
import { toastShown } from '@/features/shell/toastSlice'
import { selectMe } from '@/features/user/userSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { texts } from './changeTexts'
import { NewNumber } from './NewNumber'

/** Another number for the account: first who he is, then the new number. */
export function ChangePhone() {
  const phone = useAppSelector(selectMe)?.phone ?? null
  const [isProven, setProven] = useState(false)
  const dispatch = useAppDispatch()
  const handleChanged = () => {
    dispatch(toastShown(texts.done, 'done'))
    void back()
  }
  if (phone === null) return <Notice title={texts.missing} text={texts.missingText} />
  if (!isProven) return <ProofStep why={texts.why} onProven={() => setProven(true)} />
  return (
    <Panel title={texts.newNumber} text={texts.current(phone)}>
      <NewNumber onChanged={handleChanged} />
    </Panel>
  )
}
