import { useDidShow, useRouter } from '@tarojs/taro'
import { H5_PATHS, PAGES } from '@/features/shell/pages'
import type { PageName } from '@/features/shell/routes'
import { useAppDispatch } from '@/store/hooks'
import { pageViewed } from './pageViewed'

const NAMES = Object.keys(PAGES) as PageName[]

/** Tells that the page came to the front, by its name: what stands in its address is nobody's business. */
export function usePageView(): void {
  const dispatch = useAppDispatch()
  const { path } = useRouter()
  useDidShow(() => {
    const name = pageNameOf(path)
    if (name) dispatch(pageViewed(name))
  })
}

function pageNameOf(path: string): PageName | undefined {
  const [address = ''] = path.split('?')
  return NAMES.find((name) => PAGES[name] === address || H5_PATHS[name] === address)
}
