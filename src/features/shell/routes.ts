import type { PAGES } from './pages'

export type PageName = keyof typeof PAGES

export const TABS = ['home', 'categories', 'cart', 'mine'] as const satisfies readonly PageName[]
export type TabName = (typeof TABS)[number]

export type RouteParams = Record<string, string | number | undefined>

/** A place in the app: a page and what it needs to know. */
export interface Route {
  page: PageName
  params?: RouteParams
}

export function isTab(page: PageName): page is TabName {
  return TABS.some((tab) => tab === page)
}
