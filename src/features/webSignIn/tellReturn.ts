import type { AppThunk } from '@/store/extra'

/** Nobody leaves the mini-program to sign in, so nobody comes back. */
export function tellReturn(): AppThunk<void> {
  return () => undefined
}
