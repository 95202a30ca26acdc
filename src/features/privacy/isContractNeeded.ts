import type { AppThunk } from '@/store/extra'

/** Whether the shopper has yet to agree to WeChat's contract on this phone; null in a browser, which has none. */
export function isContractNeeded(): AppThunk<Promise<boolean | null>> {
  return async (_dispatch, _getState, { platform }) => platform.privacy?.isNeeded() ?? null
}
