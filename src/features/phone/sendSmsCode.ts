import type { SmsPurpose } from '@contract/identity'
import { toApiError } from '@/api/apiError'
import { createAppThunk } from '@/store/appThunk'
import type { SentCode } from './phoneSlice'

/**
 * Asks for a one-time code. The server rejects a second one too soon; here the same number is not even asked for, because
 * a code that comes late ends the one that is in the shopper's hand.
 */
export const sendSmsCode = createAppThunk<SentCode, { phone: string; purpose: SmsPurpose }>(
  'phone/sendSmsCode',
  async ({ phone, purpose }, { extra, getState, rejectWithValue }) => {
    try {
      const { token } = getState().session
      const sent = await extra.api.auth.sendSmsCode({ phone, purpose }, { token })
      const sentAt = extra.clock.now()
      return { phone, requestId: sent.requestId, sentAt, resendAt: sentAt + sent.retryAfterSeconds * 1000 }
    } catch (thrown) {
      return rejectWithValue(toApiError(thrown))
    }
  },
  {
    condition: ({ phone }, { getState, extra }) => {
      const { sms } = getState().phone
      return sms.status === 'idle' || (sms.status === 'sent' && (sms.phone !== phone || sms.resendAt <= extra.clock.now()))
    },
  },
)
