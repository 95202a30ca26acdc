import type { Region } from '@contract/addresses'
import { isPlaceholderRegion, type RegionChoice } from '@domain/regionName'
import { texts } from './texts'

/** Province, city, district: whatever is chosen with two above it ends the choice. */
const DISTRICT_DEPTH = 2

export function isLastStep(path: readonly Region[]): boolean {
  return path.length === DISTRICT_DEPTH
}

/** What is chosen above a district, province first, for a picker that opens on it. */
export function pathTo(choice: RegionChoice | null): Region[] {
  if (!choice) return []
  const { code, names } = choice
  const [province = '', city = ''] = names
  // A municipality is a city of itself, under its first code, whatever its districts' codes begin with (重庆 has two).
  const cityCode = province === city ? `${code.slice(0, 2)}0100` : `${code.slice(0, 4)}00`
  return [
    { code: `${code.slice(0, 2)}0000`, name: province },
    { code: cityCode, name: city },
  ]
}

export function choiceOf(path: readonly Region[], district: Region): RegionChoice {
  return { code: district.code, names: [...path, district].map(({ name }) => name) }
}

export function labelOf({ name }: Region): string {
  return isPlaceholderRegion(name) ? texts.directlyGoverned : name
}
