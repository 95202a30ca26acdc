import { useEffect } from 'react'
import { Toast } from '@/components/Toast'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { selectToast, toastExpired } from './toastSlice'

/** Long enough to read twelve characters twice. */
const SHOWN_MS = 2600

export function ToastHost() {
  const message = useAppSelector(selectToast)
  const dispatch = useAppDispatch()
  useEffect(() => {
    if (!message) return
    const timer = setTimeout(() => dispatch(toastExpired(message.id)), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [message, dispatch])
  return <Toast message={message} />
}
