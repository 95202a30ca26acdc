import { toApiError } from '@/api/apiError'
import { findRegion } from '@/features/regions/findRegion'
import { chooseWechatAddress } from '@/platform/wechatAddress'
import type { AppThunk } from '@/store/extra'
import type { AddressDraft } from './addressDraft'

export type ImportResult = { status: 'chosen'; draft: Partial<AddressDraft> } | { status: 'left' | 'refused' | 'failed' }

/** Lets the shopper choose one of his WeChat addresses. A region that the server's table does not know is left to him. */
export function chooseFromWechat(): AppThunk<Promise<ImportResult>> {
  return async (dispatch) => {
    try {
      const address = await chooseWechatAddress()
      if (!address) return { status: 'left' }
      const { recipient, phone, detail, regionNames } = address
      return { status: 'chosen', draft: { recipient, phone, detail, region: await dispatch(findRegion(regionNames)) } }
    } catch (thrown) {
      return { status: toApiError(thrown).kind === 'refused' ? 'refused' : 'failed' }
    }
  }
}
