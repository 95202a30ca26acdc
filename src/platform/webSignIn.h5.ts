import { SIGN_IN_RESULT_COOKIE } from '@contract/cookies'
import { PROBLEMS, type ProblemCode } from '@contract/problemCodes'
import { forgetCookie, readCookie } from './cookie.h5'
import { isInWechat } from './inWechat.h5'
import type { WebSignIn } from './platform'

export const webSignIn: WebSignIn = {
  get way() {
    if (isInWechat()) return 'oa'
    return isDesktop() ? 'web' : null
  },
  here: () => `${window.location.pathname.replace(/(.)\/$/, '$1')}${window.location.search}`,
  leaveFor: (url) => window.location.assign(url),
  result() {
    const value = readCookie(SIGN_IN_RESULT_COOKIE)
    return value === 'ok' || isProblemCode(value) ? value : null
  },
  forgetResult() {
    forgetCookie(SIGN_IN_RESULT_COOKIE)
  },
}

/** A code to scan is of use on a screen that is not the phone itself. Phones with a pen have a fine pointer as well. */
function isDesktop(): boolean {
  return window.matchMedia('(pointer: fine)').matches && !/Mobi|Android/i.test(navigator.userAgent)
}

function isProblemCode(value: string | null): value is ProblemCode {
  return value !== null && Object.keys(PROBLEMS).includes(value)
}
