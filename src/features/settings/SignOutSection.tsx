import { useState } from 'react'
import { Cell, CellGroup } from '@/components/Cell'
import { ConfirmSheet } from '@/components/ConfirmSheet'
import { signOut } from '@/features/session/signOut'
import { selectSessionStatus } from '@/features/session/sessionSlice'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { texts } from './texts'

/** Nothing for a guest: there is nobody to sign out. Where the server cannot be reached, leaving this device still works. */
export function SignOutSection({ onSignedOut }: { onSignedOut: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const status = useAppSelector(selectSessionStatus)
  const dispatch = useAppDispatch()

  const handleConfirm = () => {
    // Signed out here at once; the server is told behind the scenes.
    void dispatch(signOut())
    dispatch(toastShown(texts.signedOut, 'done'))
    onSignedOut()
  }

  if (status !== 'member' && status !== 'unavailable') return null
  return (
    <>
      <CellGroup>
        <Cell icon="log-out" title={texts.signOut} danger onTap={() => setAsking(true)} />
      </CellGroup>
      <ConfirmSheet
        isOpen={isAsking}
        title={texts.signOutTitle}
        text={texts.signOutText}
        confirm={texts.signOutConfirm}
        cancel={texts.stay}
        isDanger
        onConfirm={handleConfirm}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
