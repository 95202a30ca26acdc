import type { ReactNode } from 'react'
import { Button } from '@/components/Button'
import { codeFrozen, codeThawed } from '@/features/loginCode/loginCodeSlice'
import { oneTapClosed } from './phoneSlice'
import { readPhoneEvent, type PhoneEventDetail, type PhoneGrant } from '@/platform/phoneEvent'
import { useAppDispatch } from '@/store/hooks'

/** The combined types agree to WeChat's privacy contract in the same tap. */
const OPEN_TYPES = {
  usual: 'getPhoneNumber|agreePrivacyAuthorization',
  /** WeChat has the shopper confirm the number by a message first. It costs more (see REALTIME_PHONE). */
  realtime: 'getRealtimePhoneNumber|agreePrivacyAuthorization',
} as const

interface PhoneButtonProps {
  children: ReactNode
  isBusy: boolean
  /** Whether the dialog may open; if not, the tap asks `mayProceed`, which points at what is missing. */
  isAllowed?: boolean
  mayProceed?: () => boolean
  onGrant: (grant: PhoneGrant) => void
}

/**
 * WeChat's phone button. From the tap until its answer is posted, no `wx.login` may replace the key that an old library
 * encrypts it with.
 */
export function PhoneButton({ children, isBusy, isAllowed = true, mayProceed, onGrant }: PhoneButtonProps) {
  const dispatch = useAppDispatch()
  const handleAnswer = ({ detail }: { detail: PhoneEventDetail }) => {
    const answer = readPhoneEvent(detail)
    if (answer.kind === 'granted') {
      // A phone code needs no session_key: a login code that grew old in the dialog may be replaced before it is sent.
      if ('phoneCode' in answer.grant) dispatch(codeThawed())
      return onGrant(answer.grant)
    }
    dispatch(codeThawed())
    dispatch(oneTapClosed(answer.kind))
  }
  return (
    <Button
      block
      size="large"
      loading={isBusy}
      openType={isAllowed ? OPEN_TYPES[REALTIME_PHONE ? 'realtime' : 'usual'] : undefined}
      onGetPhoneNumber={handleAnswer}
      onGetRealTimePhoneNumber={handleAnswer}
      onTap={() => void (isAllowed ? dispatch(codeFrozen()) : mayProceed?.())}
    >
      {children}
    </Button>
  )
}
