import { Panel } from '@/components/Panel'
import { useMergesQuery } from './mergesApi'
import type { ProveByUnionProps } from './proveByUnionProps'
import { texts } from './texts'

/** A browser holds no login code of the mini-program: here the number proves the other account. One that has none is joined there. */
export function ProveByUnion(_props: ProveByUnionProps) {
  const { currentData } = useMergesQuery()
  return currentData?.hasUnionConflict ? <Panel title={texts.wechatTitle} text={texts.inMiniProgram} /> : null
}
