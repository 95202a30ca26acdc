import { useState } from 'react'
import { consentChanged, selectHasConsented } from '@/features/consent/consentSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'

/** The tick, and `demand`: whether it is there; if not, it is pointed at. */
export function useConsent() {
  const hasConsented = useAppSelector(selectHasConsented)
  const [isMissed, setMissed] = useState(false)
  const dispatch = useAppDispatch()
  return {
    hasConsented,
    isMissing: isMissed && !hasConsented,
    change: (isTicked: boolean) => void dispatch(consentChanged(isTicked)),
    demand: () => {
      setMissed(true)
      return hasConsented
    },
  }
}
