import { useEffect, useState } from 'react'
import { Button } from '@/components/Button'
import { OneTapNote } from './OneTapNote'
import { PhoneButton } from './PhoneButton'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { texts } from './changeTexts'
import { NewNumberBySms } from './NewNumberBySms'
import { selectOneTap } from './phoneSlice'
import { preparePhone } from './preparePhone'
import { useNewNumber } from './useNewNumber'

/** Mini-program: the number that WeChat knows by one tap, any other by a one-time code. */
export function NewNumber({ onChanged }: { onChanged: () => void }) {
  const dispatch = useAppDispatch()
  const isOpen = useAppSelector(selectOneTap) === 'open'
  const change = useNewNumber(onChanged)
  const [wantsSms, setWantsSms] = useState(false)
  useEffect(() => {
    void dispatch(preparePhone())
  }, [dispatch])
  if (!isOpen || wantsSms || change.error) {
    return (
      <>
        <OneTapNote />
        <NewNumberBySms {...change} />
      </>
    )
  }
  return (
    <>
      <PhoneButton isBusy={change.isBusy} onGrant={change.attempt}>
        {texts.byWechat}
      </PhoneButton>
      <Button kind="soft" block disabled={change.isBusy} onTap={() => setWantsSms(true)}>
        {texts.bySms}
      </Button>
    </>
  )
}
