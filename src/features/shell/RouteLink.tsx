import type { ReactNode } from 'react'
import { Tappable } from '@/components/Tappable'
import { hrefOf, open } from './navigation'
import type { Route } from './routes'

interface RouteLinkProps {
  to: Route
  children?: ReactNode
  className?: string
  pressedClass?: string
  label?: string
}

/** Leads to a place in the app. */
export function RouteLink({ to, ...rest }: RouteLinkProps) {
  return <Tappable href={hrefOf(to)} onTap={() => void open(to)} {...rest} />
}
