import type { ReactNode } from 'react'
import { Cell } from '@/components/Cell'
import type { IconName } from '@/styles/iconNames'
import { hrefOf, open } from './navigation'
import type { Route } from './routes'

interface RouteCellProps {
  to: Route
  title: string
  note?: string
  icon?: IconName
  value?: ReactNode
}

/** A cell that leads to a place in the app. */
export function RouteCell({ to, ...rest }: RouteCellProps) {
  return <Cell href={hrefOf(to)} onTap={() => void open(to)} {...rest} />
}
