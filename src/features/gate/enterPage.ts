import { intentDropped } from '@/features/intent/intentSlice'
import { H5_PATHS, PAGES } from '@/features/shell/pages'
import type { AppThunk } from '@/store/extra'
import { selectIntentOfPage } from './gateStep'
import { pathOfKey } from '@/features/shell/PageKeyProvider'

/** The sheet leads to these and waits for the way back: what is read before an agreement, and what opens the way. */
const ASIDE = ['agreement', 'privacy', 'merge', 'dormant'] as const
const ASIDE_PATHS: readonly string[] = ASIDE.flatMap((page) => [PAGES[page], H5_PATHS[page]])

/** Whoever goes on to another page has turned away from the gate: it must not jump at him when he comes back. */
export function enterPage(page: string): AppThunk<void> {
  return (dispatch, getState) => {
    if (ASIDE_PATHS.includes(pathOfKey(page))) return
    if (!selectIntentOfPage(getState(), page)) dispatch(intentDropped())
  }
}
