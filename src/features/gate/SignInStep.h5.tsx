import { useEffect, useState } from 'react'
import type { Capability } from '@contract/identity'
import { Skeleton } from '@/components/Skeleton'
import { findWebWay } from '@/features/webSignIn/findWebWay'
import { selectWebWay } from '@/features/webSignIn/webSignInSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { SmsSignIn } from './SmsSignIn.h5'
import { WebSignIn } from './WebSignIn.h5'

/**
 * On H5: WeChat's own page first, where this browser can show it, a one-time code as the other way. The code proves a
 * number as well; after WeChat's page the gate asks for one where it is needed. So the capability makes no difference here.
 */
export function SignInStep(_props: { capability: Capability }) {
  const way = useAppSelector(selectWebWay)
  const dispatch = useAppDispatch()
  const [wantsSms, setWantsSms] = useState(false)
  useEffect(() => void dispatch(findWebWay()), [dispatch])

  if (way === 'asking') {
    return (
      <>
        <Skeleton height="48px" />
        <Skeleton height="var(--target)" />
      </>
    )
  }
  if (way === null) return <SmsSignIn />
  return wantsSms ? <SmsSignIn onWechat={() => setWantsSms(false)} /> : <WebSignIn way={way} onSms={() => setWantsSms(true)} />
}
