import { SIGNED_IN_COOKIE } from '@contract/cookies'
import { connectivity } from './connectivity'
import { forgetCookie, readCookie } from './cookie.h5'
import { newId } from './newId'
import { payer } from './payer'
import type { Platform } from './platform'
import { storage } from './storage'
import { tabs } from './tabs.h5'
import { webSignIn } from './webSignIn.h5'

export const platform: Platform = {
  kind: 'h5',
  wechat: null,
  privacy: null,
  webSignIn,
  payer,
  storage,
  connectivity,
  tabs,
  newId: () => newId(),
  markTab: () => undefined,
  mayHaveSession: () => readCookie(SIGNED_IN_COOKIE) === '1',
  forgetSession: () => forgetCookie(SIGNED_IN_COOKIE),
}
