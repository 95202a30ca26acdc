import type { Region } from '@contract/addresses'
import type { RegionChoice } from '@domain/regionName'
import type { AppThunk } from '@/store/extra'
import { choiceOf, isLastStep } from './regionPath'
import { regionsApi } from './regionsApi'

/** The district that is called so, by the names from the province down; null when the server's table knows no such one. */
export function findRegion(names: readonly [string, string, string]): AppThunk<Promise<RegionChoice | null>> {
  return async (dispatch) => {
    const path: Region[] = []
    for (const depth of names.keys()) {
      const { data } = await dispatch(regionsApi.endpoints.regions.initiate(path[path.length - 1]?.code ?? null, { subscribe: false }))
      const region = match(data ?? [], names.slice(depth))
      if (!region) return null
      if (isLastStep(path)) return choiceOf(path, region)
      path.push(region)
    }
    return null
  }
}

/** A list of one has nothing to choose: 北京市 in 北京市, 东莞市 in 东莞市. */
function match(regions: readonly Region[], names: readonly string[]): Region | undefined {
  if (regions.length === 1) return regions[0]
  return regions.find(({ name }) => names.includes(name)) ?? regions.find(({ name }) => names.some((other) => stem(other) === stem(name)))
}

/** 广西壮族自治区 and 广西, 北京市 and 北京 are the same to whoever writes them. */
function stem(name: string): string {
  return name.replace(/(?:壮族|回族|维吾尔)?(?:自治区|特别行政区)$|[省市区县]$/, '')
}
