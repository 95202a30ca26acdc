import type { AppThunk } from '@/store/extra'
import { isRefusalFresh, privacyAgreed, privacyAsked, privacyRefused } from './privacySlice'

type Answer = (isAgreed: boolean) => void

/** Calls that WeChat holds until the shopper has answered. Functions do not belong into Redux state. */
const held = new WeakMap<object, Answer[]>()

/** A private call waits for WeChat's agreement: shows our sheet. Soon after a refusal it fails at once, unasked. */
export function askPrivacy(answer: Answer): AppThunk<void> {
  return (dispatch, getState, extra) => {
    if (isRefusalFresh(getState().privacy, extra.clock.now())) return answer(false)
    held.set(extra, [...(held.get(extra) ?? []), answer])
    dispatch(privacyAsked())
  }
}

/** The shopper answered the sheet: every call that waits goes on, or fails. */
export function answerPrivacy(isAgreed: boolean): AppThunk<void> {
  return (dispatch, _getState, extra) => {
    dispatch(isAgreed ? privacyAgreed() : privacyRefused(extra.clock.now()))
    const answers = held.get(extra) ?? []
    held.delete(extra)
    for (const answer of answers) answer(isAgreed)
  }
}
