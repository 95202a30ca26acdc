import { intentKept } from './intentSlice'
import { signOut } from '@/features/session/signOut'
import type { AppThunk } from '@/store/extra'

/** Leaves this account for another without losing what the shopper was about to do: the same gate asks again. */
export function switchAccount(): AppThunk<Promise<void>> {
  return async (dispatch, getState) => {
    const { pending } = getState().intent
    const left = dispatch(signOut())
    if (pending) dispatch(intentKept(pending))
    await left
  }
}
