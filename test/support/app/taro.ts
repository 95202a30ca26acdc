import { useEffect, useMemo, useRef } from 'react'
import * as apis from '@tarojs/plugin-platform-h5/dist/runtime/apis'
import { lifecycle, router } from './page'

const nothing = () => undefined

function useLifecycle(name: 'show' | 'hide', run: () => void): void {
  useEffect(() => lifecycle.on(name, run))
}

function useOnce(run: () => void): void {
  const first = useRef(run)
  useEffect(() => first.current(), [])
}

/** Taro's own H5 functions, with the page's lifecycle in the hands of the test: the real hooks need Taro's router. */
const Taro = {
  ...apis,
  // As Taro does it: what mounts now gets the page that is in front now, and keeps it.
  useRouter: () => useMemo(() => router.current, []),
  useDidShow: (run: () => void) => useLifecycle('show', run),
  useDidHide: (run: () => void) => useLifecycle('hide', run),
  useLoad: (run: (params: object) => void) => useOnce(() => run(router.current.params)),
  useReady: (run: () => void) => useOnce(run),
  usePullDownRefresh: nothing,
  useReachBottom: nothing,
  usePageScroll: nothing,
  useShareAppMessage: nothing,
  useShareTimeline: nothing,
  useTabItemTap: nothing,
  useUnload: nothing,
  getCurrentInstance: () => ({ router: router.current }),
}

export const { useRouter, useDidShow, useDidHide, useLoad, useReady, usePullDownRefresh, useReachBottom, usePageScroll } = Taro
export const { useShareAppMessage, useShareTimeline, useTabItemTap, useUnload, getCurrentInstance } = Taro
// eslint-disable-next-line import-x/no-default-export -- it stands for a module that has one
export default Taro
