import type { ReactNode } from 'react'
import type { TabName } from './routes'

export interface PageProps {
  /** In the navigation bar and the browser's title. */
  title: string
  /** The content carries its own title, such as a product's name: the bar on H5 shows none. */
  isTitleInContent?: boolean
  /** Which tab this page is; without it, it has a way back. */
  tab?: TabName
  /** On a wide window: a column for reading and forms, or the whole width for grids. */
  width?: 'narrow' | 'wide'
  /** Buttons at the right end of the navigation bar on H5; the mini-program's bar is WeChat's own. */
  actions?: ReactNode
  /** Stays in sight below the content, such as the bar of a product. */
  bar?: ReactNode
  children: ReactNode
}
