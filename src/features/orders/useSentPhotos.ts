import { useCallback, useEffect, useRef, useState } from 'react'
import type { RefundPhoto } from '@contract/refunds'
import { useAppDispatch } from '@/store/hooks'
import { loadRefundPhoto } from './loadRefundPhoto'

export type SentPhotoView = { name: 'loading' } | { name: 'failed' } | { name: 'ready'; path: string }

const LOADING: SentPhotoView = { name: 'loading' }

/** The photos that went along with a request for a refund, on this device again for as long as the order is looked at. */
export function useSentPhotos(photos: readonly RefundPhoto[]) {
  const dispatch = useAppDispatch()
  const [views, setViews] = useState<Readonly<Record<string, SentPhotoView>>>({})
  const tasks = useRef(new Map<string, { abort: () => void }>())

  const show = (url: string, view: SentPhotoView) => setViews((now) => ({ ...now, [url]: view }))

  const load = useCallback(
    async (url: string) => {
      const task = dispatch(loadRefundPhoto(url))
      tasks.current.set(url, task)
      const result = await task
      if (loadRefundPhoto.fulfilled.match(result)) show(url, { name: 'ready', path: result.payload })
      else if (!result.meta.aborted) show(url, { name: 'failed' })
    },
    [dispatch],
  )

  // The order is asked for again each time the shopper comes back to it; its photos are fetched once.
  useEffect(() => {
    for (const { url } of photos) if (!tasks.current.has(url)) void load(url)
  }, [photos, load])

  useEffect(() => {
    const running = tasks.current
    return () => {
      for (const task of running.values()) task.abort()
      running.clear()
    }
  }, [])

  return {
    viewOf: (url: string): SentPhotoView => views[url] ?? LOADING,
    retry: (url: string) => {
      show(url, LOADING)
      void load(url)
    },
    /** It came, but no picture can be drawn from it. */
    markBroken: (url: string) => show(url, { name: 'failed' }),
  }
}
