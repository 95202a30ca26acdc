import { useRouter } from '@tarojs/taro'

/** Taro adds these to tell instances of a page apart; they differ after a reload. */
const INTERNAL = ['stamp', '$taroTimestamp']

/** The page with its parameters, the same before and after a reload: where a gate was met. */
export function usePageKey(): string {
  const router = useRouter()
  // On H5 the path is the page's address and ends in such a stamp as well.
  const path = pathOfKey(router.path)
  const pairs = Object.entries(router.params)
    .filter(([key, value]) => !INTERNAL.includes(key) && value !== undefined)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

/** The page of a key, without its parameters. */
export function pathOfKey(key: string): string {
  return key.split('?')[0] ?? key
}
