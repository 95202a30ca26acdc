import type { Merge } from '@contract/merges'

export interface ProveByUnionProps {
  onProven: (merge: Merge) => void
}
