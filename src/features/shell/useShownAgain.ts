import { useEffect, useRef } from 'react'
import { useDidShow } from '@tarojs/taro'

/**
 * Runs when the page comes back into sight. The mini-program shows a page before its effects have run, when its queries
 * have not begun and cannot be repeated yet: that first time is left out.
 */
export function useShownAgain(run: () => unknown): void {
  const hasBegun = useRef(false)
  useEffect(() => {
    hasBegun.current = true
  }, [])
  useDidShow(() => {
    if (hasBegun.current) run()
  })
}
