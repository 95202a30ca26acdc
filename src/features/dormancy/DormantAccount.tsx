import { Notice } from '@/components/Notice'
import { adoptSession } from '@/features/session/adoptSession'
import type { NewSession } from '@/features/session/startSession'
import { back, open } from '@/features/shell/navigation'
import { toastShown } from '@/features/shell/toastSlice'
import { selectMe } from '@/features/user/userSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { ProveDormant } from './ProveDormant'
import { StartFresh } from './StartFresh'
import { texts } from './texts'

const NOTHING = { label: texts.home, onTap: () => void open({ page: 'home' }) }

/** For who signed in by the number of an account that nobody used for 90 days: show that it is his, or start afresh. */
export function DormantAccount() {
  const isLimited = useAppSelector(selectMe)?.isLimited === true
  const dispatch = useAppDispatch()
  const leave = async (session: NewSession, text: string) => {
    // First back to where he was: what he had tapped there may open another page.
    await back()
    dispatch(toastShown(text, 'done'))
    void dispatch(adoptSession(session))
  }
  if (!isLimited) return <Notice title={texts.nothing} text={texts.nothingText} action={NOTHING} />
  return (
    <>
      <ProveDormant onProven={(session) => void leave(session, texts.proven)} />
      <StartFresh onStarted={(session) => void leave(session, texts.freshDone)} />
    </>
  )
}
