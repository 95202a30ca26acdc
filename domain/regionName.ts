/** A district as it is chosen and shown: its code of six digits, and the names from the province down. */
export interface RegionChoice {
  code: string
  names: readonly string[]
}

/** Levels that exist in the code table alone: nobody writes them in an address. */
const PLACEHOLDERS = new Set(['省直辖县级行政区划', '自治区直辖县级行政区划'])

export function isPlaceholderRegion(name: string): boolean {
  return PLACEHOLDERS.has(name)
}

/**
 * Province, city and district as an address reads: what is called the same is named once
 * (`北京市 北京市 朝阳区` → `北京市 朝阳区`, `广东省 东莞市 东莞市` → `广东省 东莞市`), and the code table's own words not at all.
 */
export function regionName(parts: readonly string[], separator = ' '): string {
  return parts.filter((part, i) => part !== '' && !isPlaceholderRegion(part) && part !== parts[i - 1]).join(separator)
}
