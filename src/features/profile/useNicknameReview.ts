import { useEffect, useRef, useState } from 'react'

/** Base libraries before 2.29.1 check without telling: after this long without a word, what was typed counts. */
export const REVIEW_WAIT_MS = 1_500

type Review = 'none' | 'passed' | 'refused'

/**
 * WeChat checks a nickname once its field is left, a moment later, and empties the field of one that it refuses. A tap on
 * "save" leaves the field as well, so the save waits for the verdict; an emptied field must not be taken for "no name".
 */
export function useNicknameReview(onSave: (nickname: string) => void) {
  const [isRefused, setRefused] = useState(false)
  const review = useRef<Review>('none')
  const waiting = useRef<{ nickname: string; timer: ReturnType<typeof setTimeout> } | null>(null)
  const stopWaiting = () => {
    if (waiting.current) clearTimeout(waiting.current.timer)
    waiting.current = null
  }
  useEffect(() => stopWaiting, [])

  const typed = () => {
    stopWaiting()
    review.current = 'none'
    setRefused(false)
  }

  const reviewed = ({ pass, timeout }: { pass?: boolean; timeout?: boolean }) => {
    const held = waiting.current
    stopWaiting()
    review.current = pass === false && !timeout ? 'refused' : 'passed'
    setRefused(review.current === 'refused')
    if (held && review.current === 'passed') onSave(held.nickname)
  }

  const submitted = (nickname: string) => {
    if (review.current === 'refused') return
    if (review.current === 'passed') return onSave(nickname)
    stopWaiting()
    waiting.current = { nickname, timer: setTimeout(() => reviewed({ timeout: true }), REVIEW_WAIT_MS) }
  }

  return { isRefused, typed, reviewed, submitted }
}
