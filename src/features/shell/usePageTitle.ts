import { useEffect } from 'react'
import Taro, { useDidShow } from '@tarojs/taro'

/** The title of navigation bar and browser tab, kept through coming back from another page. */
export function usePageTitle(title: string): void {
  const show = () => void Taro.setNavigationBarTitle({ title })
  useEffect(show, [title])
  useDidShow(show)
}
