import { useMemo } from 'react'
import { useRouter } from '@tarojs/taro'

/** The parameters of this page, decoded: neither the mini-program nor Taro's H5 router does it. */
export function useRouteParams(): Record<string, string | undefined> {
  const { params } = useRouter()
  return useMemo(() => Object.fromEntries(Object.entries(params).map(([key, value]) => [key, decoded(value)])), [params])
}

/** A lone percent sign in an address that somebody typed is text, not a fault. */
function decoded(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : decodeURIComponent(value)
  } catch {
    return value
  }
}
