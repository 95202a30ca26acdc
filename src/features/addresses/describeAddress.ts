import type { Address } from '@contract/addresses'
import { regionName } from '@domain/regionName'

/** One line that tells addresses apart: who, and where. */
export function describeAddress({ recipient, province, city, district, detail }: Address): string {
  return `${recipient}，${regionName([province, city, district], '')}${detail}`
}
