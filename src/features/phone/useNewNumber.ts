import { useState } from 'react'
import type { PhoneProof } from '@contract/identity'
import type { ApiError } from '@/api/apiError'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { selectIsVerifyingPhone } from './phoneSlice'
import { verifyPhone } from './verifyPhone'

/** Putting another number in the place of the one so far: busy, what went wrong last, and the attempt itself. */
export function useNewNumber(onChanged: () => void) {
  const dispatch = useAppDispatch()
  const isBusy = useAppSelector(selectIsVerifyingPhone)
  const [error, setError] = useState<ApiError | null>(null)
  const attempt = async (proof: PhoneProof) => {
    setError(null)
    const result = await dispatch(verifyPhone({ ...proof, replace: true }))
    if (verifyPhone.fulfilled.match(result)) onChanged()
    else if (result.payload) setError(result.payload)
  }
  return {
    isBusy,
    error,
    isTaken: error?.kind === 'problem' && error.code === 'phone_taken',
    attempt: (proof: PhoneProof) => void attempt(proof),
    forget: () => setError(null),
  }
}
