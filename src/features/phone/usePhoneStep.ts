import { useState } from 'react'
import type { PhoneProof } from '@contract/identity'
import type { ApiError } from '@/api/apiError'
import { selectIsVerifyingPhone } from './phoneSlice'
import { verifyPhone } from './verifyPhone'
import { useAppDispatch, useAppSelector } from '@/store/hooks'

/** Proving a number from a form: busy, what went wrong last, and the attempt itself. */
export function usePhoneStep() {
  const dispatch = useAppDispatch()
  const isBusy = useAppSelector(selectIsVerifyingPhone)
  const [error, setError] = useState<ApiError | null>(null)
  const attempt = async (proof: PhoneProof) => {
    setError(null)
    const result = await dispatch(verifyPhone(proof))
    if (verifyPhone.rejected.match(result) && result.payload) setError(result.payload)
  }
  return { isBusy, error, attempt: (proof: PhoneProof) => void attempt(proof) }
}
