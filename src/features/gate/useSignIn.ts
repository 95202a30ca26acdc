import { useState } from 'react'
import type { ApiError } from '@/api/apiError'
import { signIn, type SignInWay } from '@/features/session/signIn'
import { selectIsSigningIn } from '@/features/session/sessionSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'

/** The account is being deleted. `undo` signs in the same way and takes that back; null once it is too late. */
export interface Deleting {
  dueAt: string
  undo: (() => void) | null
  /** Back to the ways in, for another account. */
  leave: () => void
}

/** Signing in from a form: busy, what went wrong last, and the attempt itself. */
export function useSignIn() {
  const dispatch = useAppDispatch()
  const isBusy = useAppSelector(selectIsSigningIn)
  const [error, setError] = useState<ApiError | null>(null)
  const [stopped, setStopped] = useState<{ way: SignInWay; dueAt: string; isOver: boolean } | null>(null)

  const attempt = async (way: SignInWay) => {
    setError(null)
    const result = await dispatch(signIn(way))
    if (!signIn.rejected.match(result) || !result.payload) return
    const { payload } = result
    const dueAt = payload.kind === 'problem' && payload.code === 'account_deleting' ? payload.deletionDueAt : undefined
    setStopped(dueAt === undefined ? null : { way, dueAt, isOver: Date.parse(dueAt) <= Date.now() })
    if (dueAt === undefined) setError(payload)
  }

  // What WeChat's phone button gave belongs to the code that is spent; the number can be asked for afterwards.
  const again = (way: SignInWay): SignInWay => (way.by === 'wechat' ? { by: 'wechat', undoDeletion: true } : { ...way, undoDeletion: true })
  const deleting: Deleting | null = stopped && {
    dueAt: stopped.dueAt,
    undo: stopped.isOver ? null : () => void attempt(again(stopped.way)),
    leave: () => setStopped(null),
  }
  return { isBusy, error, deleting, attempt: (way: SignInWay) => void attempt(way) }
}
