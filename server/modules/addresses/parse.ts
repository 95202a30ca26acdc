import type { AddressParts } from '@contract/addressParse'
import { ADDRESS_DETAIL_MAX_LENGTH, RECIPIENT_MAX_LENGTH } from '@contract/limits'
import { parseAddress } from '@domain/addressParse'
import { makeRegionMatcher, type RegionMatcher } from '@domain/regionMatch'
import { allDistricts } from '../regions/regions'

let matcher: RegionMatcher | undefined

/** Takes a pasted text apart by the region table. Nothing of it is kept or logged. */
export function parseText(text: string): AddressParts {
  matcher ??= makeRegionMatcher(allDistricts())
  const { recipient, phone, region, detail } = parseAddress(text, matcher)
  return {
    recipient: cut(recipient, RECIPIENT_MAX_LENGTH),
    phone,
    region: region && { code: region.code, names: [region.province, region.city, region.district] },
    detail: cut(detail, ADDRESS_DETAIL_MAX_LENGTH),
  }
}

function cut(text: string | null, length: number): string | null {
  return text === null ? null : [...text].slice(0, length).join('')
}
