import type { AddressParts } from '@contract/addressParse'
import { memberApi } from '@/features/session/memberApi'

/** On the server, because the region table (120 KB) has no place on a phone. */
const parseApi = memberApi.injectEndpoints({
  endpoints: (build) => ({
    parseAddress: build.mutation<AddressParts, string>({ query: (text) => ({ method: 'POST', path: '/v1/addresses/parse', body: { text } }) }),
  }),
})

export const { useParseAddressMutation } = parseApi
