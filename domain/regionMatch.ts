import { regionAliases, zoneAliases } from './regionAlias'
import { isPlaceholderRegion } from './regionName'

/** One district with the names above it, as the region table has it. */
export interface RegionEntry {
  code: string
  province: string
  city: string
  district: string
}

export interface RegionMatch {
  entry: RegionEntry
  /** Where in the text it stands. */
  start: number
  end: number
}

export type RegionMatcher = (text: string) => RegionMatch | null

interface DistrictNode {
  entry: RegionEntry
  full: string
  aliases: string[]
  /** Names that mean something only after the city's. */
  local: string[]
}

interface CityNode {
  aliases: string[]
  districts: DistrictNode[]
}

interface ProvinceNode {
  aliases: string[]
  cities: CityNode[]
}

/** What people put between the parts. */
const BETWEEN = /^[\s,，、/\\|·\-—_>]*/
/** After a short name these make another one of it: 朝阳门, 西湖路, 南山大道. */
const CONTINUES = /^(?:[门路街巷桥站镇乡村园山湖河港广机区县市]|大道|大街|新村)/

/**
 * Finds the one district that a text names. Parts may be left out, shortened and separated; a district alone counts only in
 * full and where the country has one of that name. Null where none, or more than one, can be meant.
 */
export function makeRegionMatcher(entries: readonly RegionEntry[]): RegionMatcher {
  const provinces = build(entries)
  const cities = provinces.flatMap((province) => province.cities)
  const alone = uniqueByName(cities.flatMap((city) => city.districts))
  return (text) => {
    let best: (RegionMatch & { levels: number }) | null = null
    for (let start = 0; start < text.length; start += 1) {
      const found = matchAt(text, start, provinces, cities, alone)
      if (found && (!best || found.levels > best.levels || (found.levels === best.levels && found.end - found.start > best.end - best.start))) best = found
    }
    return best && { entry: best.entry, start: best.start, end: best.end }
  }
}

function matchAt(text: string, start: number, provinces: readonly ProvinceNode[], cities: readonly CityNode[], alone: ReadonlyMap<string, DistrictNode>) {
  const found: (RegionMatch & { levels: number })[] = []
  const add = (hit: { node: DistrictNode; end: number } | null, levels: number) => {
    if (hit) found.push({ entry: hit.node.entry, start, end: hit.end, levels })
  }
  for (const province of provinces) {
    const end = eat(text, start, province.aliases)
    if (end === null) continue
    for (const city of province.cities) {
      const cityEnd = eat(text, end, city.aliases)
      if (cityEnd !== null) add(districtAt(text, cityEnd, city.districts, true), 3)
    }
    add(districtAt(text, end, province.cities.flatMap((city) => city.districts), false), 2.5)
  }
  for (const city of cities) {
    const end = eat(text, start, city.aliases)
    if (end !== null) add(districtAt(text, end, city.districts, true), 2)
  }
  for (const [name, node] of alone) if (text.startsWith(name, start)) add({ node, end: start + name.length }, 1)
  return found.sort((a, b) => b.levels - a.levels || b.end - a.end)[0] ?? null
}

/** The district named at `at`; a city that is its own district need not be named twice. Null when two could be meant. */
function districtAt(text: string, at: number, districts: readonly DistrictNode[], isInCity: boolean): { node: DistrictNode; end: number } | null {
  const hits = districts.flatMap((node) => {
    const full = eat(text, at, isInCity ? [node.full, ...node.local] : [node.full])
    const end = full ?? eatShort(text, at, node.aliases)
    return end === null ? [] : [{ node, end }]
  })
  const longest = Math.max(...hits.map(({ end }) => end))
  const [best, ...others] = hits.filter(({ end }) => end === longest)
  if (best) return others.length === 0 ? best : null
  const [only, another] = districts
  return isInCity && only && !another && only.entry.city === only.entry.district ? { node: only, end: at } : null
}

/** Where the longest of `names` ends that stands at `at`, separators before it skipped; null when none does. */
function eat(text: string, at: number, names: readonly string[]): number | null {
  const from = at + (at === 0 ? 0 : (BETWEEN.exec(text.slice(at))?.[0].length ?? 0))
  const name = names.find((one) => text.startsWith(one, from))
  return name === undefined ? null : from + name.length
}

function eatShort(text: string, at: number, names: readonly string[]): number | null {
  const end = eat(text, at, names)
  return end !== null && CONTINUES.test(text.slice(end)) ? null : end
}

function build(entries: readonly RegionEntry[]): ProvinceNode[] {
  const provinces = new Map<string, ProvinceNode & { byName: Map<string, CityNode> }>()
  for (const entry of entries) {
    const province = provinces.get(entry.province) ?? { aliases: regionAliases(entry.province), cities: [], byName: new Map<string, CityNode>() }
    provinces.set(entry.province, province)
    const city = province.byName.get(entry.city) ?? { aliases: cityAliases(entry), districts: [] }
    if (!province.byName.has(entry.city)) province.cities.push(city)
    province.byName.set(entry.city, city)
    const aliases = regionAliases(entry.district).filter((alias) => alias !== entry.district)
    city.districts.push({ entry, full: entry.district, aliases, local: zoneAliases(entry.district) })
  }
  return [...provinces.values()]
}

/** In a municipality the city is the province once more, or a heading of the code table. */
function cityAliases({ province, city }: RegionEntry): string[] {
  if (isPlaceholderRegion(city)) return []
  return province === city ? [...regionAliases(city), '市辖区'] : regionAliases(city)
}

/** Districts whose full name the country has once, and long enough that it is no accident. */
function uniqueByName(districts: readonly DistrictNode[]): Map<string, DistrictNode> {
  const counts = new Map<string, number>()
  for (const { full } of districts) counts.set(full, (counts.get(full) ?? 0) + 1)
  return new Map(districts.filter(({ full }) => full.length >= 3 && counts.get(full) === 1).map((node) => [node.full, node]))
}
