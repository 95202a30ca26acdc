import { useState } from 'react'
import type { ApiError } from '@/api/apiError'
import { signIn, type SignInWay } from '@/features/session/signIn'
import { selectIsSigningIn } from '@/features/session/sessionSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'

/** Signing in from a form: busy, what went wrong last, and the attempt itself. */
export function useSignIn() {
  const dispatch = useAppDispatch()
  const isBusy = useAppSelector(selectIsSigningIn)
  const [error, setError] = useState<ApiError | null>(null)
  const attempt = async (way: SignInWay) => {
    setError(null)
    const result = await dispatch(signIn(way))
    if (signIn.rejected.match(result) && result.payload) setError(result.payload)
  }
  return { isBusy, error, attempt: (way: SignInWay) => void attempt(way) }
}
