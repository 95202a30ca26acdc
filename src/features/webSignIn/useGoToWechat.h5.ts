import { useEffect, useState } from 'react'
import type { WebWay } from '@contract/webSignIn'
import type { ApiError } from '@/api/apiError'
import { useAppDispatch } from '@/store/hooks'
import { goToWechat } from './goToWechat'

/** Leaving for WeChat's page from a button: busy until the page is gone, or what went wrong. */
export function useGoToWechat() {
  const dispatch = useAppDispatch()
  const [isLeaving, setLeaving] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  useEffect(() => {
    // "Back" from WeChat's page may bring this very page out of the browser's memory, with the button still busy.
    const handleShow = (event: PageTransitionEvent) => void (event.persisted && setLeaving(false))
    window.addEventListener('pageshow', handleShow)
    return () => window.removeEventListener('pageshow', handleShow)
  }, [])

  const go = async (way: WebWay, undoDeletion?: true) => {
    setError(null)
    setLeaving(true)
    const result = await dispatch(goToWechat({ way, undoDeletion }))
    if (!goToWechat.rejected.match(result)) return
    setLeaving(false)
    setError(result.payload ?? null)
  }
  return { isLeaving, error, go: (way: WebWay, undoDeletion?: true) => void go(way, undoDeletion) }
}
