import { createContext, useContext, type PropsWithChildren } from 'react'
import { useRouter } from '@tarojs/taro'

/** What tells two of the same pages apart. Filters and orders do not: they change while the page stays. */
const IDENTIFYING = ['id', 'number']

const PageKey = createContext<string | null>(null)

/**
 * Names the page for all that lies on it, the same before and after a reload. Once, as the page mounts: Taro's router is
 * that of the page in front, which is another one for what mounts later on a hidden tab, and none in the background.
 */
export function PageKeyProvider({ children }: PropsWithChildren) {
  const { path, params } = useRouter()
  return <PageKey.Provider value={keyOf(path, params)}>{children}</PageKey.Provider>
}

/** The page that this component is on: where a gate was met. */
export function usePageKey(): string {
  const key = useContext(PageKey)
  if (key === null) throw new Error('What meets the gate lies on a Page.')
  return key
}

/** On H5 the path is the page's address, and ends in a stamp of Taro's that differs after a reload. */
function keyOf(path: string, params: Partial<Record<string, string>>): string {
  const pairs = IDENTIFYING.flatMap((name) => (params[name] === undefined ? [] : [`${name}=${params[name]}`]))
  return pairs.length === 0 ? pathOfKey(path) : `${pathOfKey(path)}?${pairs.join('&')}`
}

/** The page of a key, without its parameters. */
export function pathOfKey(key: string): string {
  return key.split('?')[0] ?? key
}
