import type { Proof, SmsCodeSent } from '@contract/identity'
import { memberApi } from '@/features/session/memberApi'

/** Showing again who one is, before what cannot be taken back. */
export const proofApi = memberApi.injectEndpoints({
  endpoints: (build) => ({
    /** To the account's own number: the app knows it only masked. */
    sendProofCode: build.mutation<SmsCodeSent, void>({ query: () => ({ method: 'POST', path: '/v1/me/proof/sms-codes' }) }),
    /** Good for ten minutes. */
    prove: build.mutation<null, Proof>({ query: (body) => ({ method: 'POST', path: '/v1/me/proof', body }) }),
  }),
})

export const { useSendProofCodeMutation, useProveMutation } = proofApi
