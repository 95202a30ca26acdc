import { useEffect, useRef, useState } from 'react'
import type { Region } from '@contract/addresses'
import type { RegionChoice } from '@domain/regionName'
import { useAppDispatch } from '@/store/hooks'
import { choiceOf, isLastStep, pathTo } from './regionPath'
import { regionsApi } from './regionsApi'

/**
 * The way through the steps. A list of one chooses itself, where it was reached by choosing: 北京 is a city of itself and
 * 东莞 a district of itself, and nobody should have to tap the same name twice.
 */
export function useRegionSteps(value: RegionChoice | null, onChoose: (choice: RegionChoice) => void) {
  const [path, setPath] = useState<readonly Region[]>(() => pathTo(value))
  const latest = useRef(path)
  const dispatch = useAppDispatch()
  // What arrives after the sheet is closed must choose nothing.
  useEffect(() => () => void (latest.current = []), [])

  const go = (next: readonly Region[]) => {
    latest.current = next
    setPath(next)
  }
  const choose = async (region: Region, above: readonly Region[] = path): Promise<void> => {
    if (isLastStep(above)) return onChoose(choiceOf(above, region))
    const next = [...above, region]
    go(next)
    const { data = [] } = await dispatch(regionsApi.endpoints.regions.initiate(region.code, { subscribe: false }))
    const [only] = data
    if (only && data.length === 1 && latest.current === next) await choose(only, next)
  }
  return { path, choose: (region: Region) => void choose(region), back: (depth: number) => go(path.slice(0, depth)) }
}
