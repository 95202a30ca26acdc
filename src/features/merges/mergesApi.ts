import type { Proof } from '@contract/identity'
import type { Merge, MergeList, MergeStart, MergeStarted } from '@contract/merges'
import { memberApi } from '@/features/session/memberApi'

const pathOf = (id: string) => `/v1/me/merges/${encodeURIComponent(id)}`

/** Up to the confirmation, which starts a session and so is a thunk (mergeThunks.ts). */
export const mergesApi = memberApi.injectEndpoints({
  endpoints: (build) => ({
    merges: build.query<MergeList, void>({ query: () => ({ path: '/v1/me/merges' }) }),
    /** Starting again sends another code. */
    startMerge: build.mutation<MergeStarted, MergeStart>({ query: (body) => ({ method: 'POST', path: '/v1/me/merges', body }) }),
    proveOther: build.mutation<Merge, { id: string; proof: Proof }>({ query: ({ id, proof }) => ({ method: 'POST', path: `${pathOf(id)}/proof`, body: proof }) }),
    /** As a mutation: it is asked for once after a proof, and an older answer must not serve. */
    readMerge: build.mutation<Merge, string>({ query: (id) => ({ path: pathOf(id) }) }),
    cancelMerge: build.mutation<null, string>({ query: (id) => ({ method: 'DELETE', path: pathOf(id) }) }),
  }),
})

export const { useMergesQuery, useStartMergeMutation, useProveOtherMutation, useReadMergeMutation, useCancelMergeMutation } = mergesApi
