import { useState } from 'react'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useAppDispatch } from '@/store/hooks'
import { toastShown } from './toastSlice'

/**
 * Refreshing by hand, by pulling down or by the button: what is on the screen stays until the new is there, and a failure
 * is said instead of shown.
 */
export function useRefresh(refetch: () => PromiseLike<{ error?: unknown }>, failedText: string) {
  const dispatch = useAppDispatch()
  const [isRefreshing, setRefreshing] = useState(false)
  const refresh = async () => {
    setRefreshing(true)
    const { error } = await refetch()
    setRefreshing(false)
    if (error !== undefined) dispatch(toastShown(failedText, 'failed'))
  }
  usePullDownRefresh(() => void refresh().finally(() => Taro.stopPullDownRefresh()))
  return { isRefreshing, refresh }
}
