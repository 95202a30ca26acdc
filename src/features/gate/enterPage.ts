import { intentDropped } from '@/features/intent/intentSlice'
import { H5_PATHS, PAGES } from '@/features/shell/pages'
import type { AppThunk } from '@/store/extra'
import { selectIntentOfPage } from './gateStep'
import { pathOfKey } from './usePageKey'

/** The sheet leads to these and waits for the way back. */
const READING: readonly string[] = [PAGES.agreement, PAGES.privacy, H5_PATHS.agreement, H5_PATHS.privacy]

/** Whoever goes on to another page has turned away from the gate: it must not jump at him when he comes back. */
export function enterPage(page: string): AppThunk<void> {
  return (dispatch, getState) => {
    if (READING.includes(pathOfKey(page))) return
    if (!selectIntentOfPage(getState(), page)) dispatch(intentDropped())
  }
}
