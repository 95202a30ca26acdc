import type { ProveByUnionProps } from './proveByUnionProps'

/** A browser holds no login code of the mini-program: there the number proves the other account. */
export function ProveByUnion(_props: ProveByUnionProps) {
  return null
}
