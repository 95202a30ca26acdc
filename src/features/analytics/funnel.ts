import { isAnyOf, type UnknownAction } from '@reduxjs/toolkit'
import type { AnalyticsHit } from '@contract/analytics'
import type { PhoneProof } from '@contract/identity'
import type { ApiError } from '@/api/apiError'
import { favouritesApi } from '@/features/favourites/favouritesApi'
import { intentDropped } from '@/features/intent/intentSlice'
import { oneTapClosed } from '@/features/phone/phoneSlice'
import { sendSmsCode } from '@/features/phone/sendSmsCode'
import { verifyPhone } from '@/features/phone/verifyPhone'
import { wordSearched } from '@/features/search/searchHistorySlice'
import { signIn, type SignInWay } from '@/features/session/signIn'
import { goToWechat } from '@/features/webSignIn/goToWechat'
import { returnedFromWechat } from '@/features/webSignIn/webSignInSlice'
import type { RootState } from '@/store/makeStore'

export type AnalyticsEvent = NonNullable<AnalyticsHit['event']>

/** WeChat's own page, on H5: it leads away and back. */
const WECHAT_PAGE = 'wechatPage'

const addFavourite = favouritesApi.endpoints.addFavourite

/** Every action that is a step worth counting. The gate's own appearance takes more than one action: see analyticsListeners. */
export const isStep = isAnyOf(
  signIn.pending,
  signIn.fulfilled,
  signIn.rejected,
  goToWechat.pending,
  goToWechat.rejected,
  returnedFromWechat,
  sendSmsCode.pending,
  sendSmsCode.rejected,
  verifyPhone.pending,
  verifyPhone.fulfilled,
  verifyPhone.rejected,
  oneTapClosed,
  intentDropped,
  addFavourite.matchFulfilled,
  wordSearched,
)

/**
 * The step that an action was, in words of ours alone: never what was typed, looked for or answered. Null where it was none:
 * a code that is sent again, a sheet that was not open.
 */
export function stepOf(action: UnknownAction, before: RootState): AnalyticsEvent | null {
  if (signIn.pending.match(action)) return action.meta.arg.by === 'sms' ? null : chosen('login', wayOf(action.meta.arg))
  if (signIn.fulfilled.match(action)) return { category: 'login', action: 'succeeded', name: wayOf(action.meta.arg) }
  if (signIn.rejected.match(action)) return failed('login', action.payload)
  if (goToWechat.pending.match(action)) return chosen('login', WECHAT_PAGE)
  if (goToWechat.rejected.match(action)) return failed('login', action.payload)
  if (returnedFromWechat.match(action)) return cameBack(action.payload)
  if (sendSmsCode.pending.match(action)) return before.phone.sms.status === 'idle' ? chosen(areaOf(action.meta.arg), 'sms') : null
  if (sendSmsCode.rejected.match(action)) return failed(areaOf(action.meta.arg), action.payload)
  if (verifyPhone.pending.match(action)) return 'phone' in action.meta.arg ? null : chosen('phone', proofOf(action.meta.arg))
  if (verifyPhone.fulfilled.match(action)) return { category: 'phone', action: 'succeeded', name: proofOf(action.meta.arg) }
  if (verifyPhone.rejected.match(action)) return failed('phone', action.payload)
  if (oneTapClosed.match(action)) return { category: 'phone', action: action.payload === 'refused' ? 'refused' : 'failed', name: 'wechat' }
  if (intentDropped.match(action)) return leftGate(before)
  if (addFavourite.matchFulfilled(action)) return { category: 'favourite', action: 'added' }
  // Without its words: what somebody looks for is his own.
  return wordSearched.match(action) ? { category: 'search', action: 'submitted' } : null
}

function cameBack(result: string): AnalyticsEvent {
  return result === 'ok' ? { category: 'login', action: 'succeeded', name: WECHAT_PAGE } : { category: 'login', action: 'failed', name: result }
}

function leftGate({ intent, session }: RootState): AnalyticsEvent | null {
  return intent.pending && { category: session.status === 'member' ? 'phone' : 'login', action: 'refused', name: intent.pending.purpose }
}

function chosen(category: string, name: string): AnalyticsEvent {
  return { category, action: 'wayChosen', name }
}

/** A rejection without payload is a call that its condition skipped. */
function failed(category: string, error: ApiError | undefined): AnalyticsEvent | null {
  return error ? { category, action: 'failed', name: error.kind === 'problem' ? error.code : error.kind } : null
}

function wayOf(way: SignInWay): string {
  return way.by === 'wechat' && way.phone ? 'wechatWithPhone' : way.by
}

function proofOf(proof: PhoneProof): string {
  return 'phone' in proof ? 'sms' : 'wechat'
}

function areaOf({ purpose }: { purpose: string }): string {
  return purpose === 'signIn' ? 'login' : 'phone'
}
