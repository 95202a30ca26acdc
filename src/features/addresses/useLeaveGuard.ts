import { useEffect } from 'react'
import Taro from '@tarojs/taro'
import { texts } from './texts'

const ignore = () => undefined

/** WeChat asks before the page goes while something is not saved. Libraries before 2.12.0 cannot: the page goes without. */
export function useLeaveGuard(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty || !Taro.canIUse('enableAlertBeforeUnload')) return
    Taro.enableAlertBeforeUnload({ message: texts.leaveQuestion, fail: ignore })
    return () => Taro.disableAlertBeforeUnload({ fail: ignore })
  }, [isDirty])
}
