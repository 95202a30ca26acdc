import type { AppThunk } from '@/store/extra'

/** WeChat's own page with the shop's privacy contract; nothing in a browser. */
export function openContract(): AppThunk<Promise<void>> {
  return async (_dispatch, _getState, { platform }) => platform.privacy?.openContract()
}
