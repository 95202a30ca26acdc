import { connectivity } from './connectivity'
import { newId } from './newId'
import { payer } from './payer'
import type { Platform } from './platform'
import { storage } from './storage'
import { markTab } from './tabMark'
import { wechatLogin } from './wechatLogin'
import { wechatPrivacy } from './wechatPrivacy'

export const platform: Platform = {
  kind: 'weapp',
  wechat: wechatLogin,
  privacy: wechatPrivacy,
  webSignIn: null,
  payer,
  storage,
  connectivity,
  tabs: null,
  newId: () => newId(),
  markTab,
  mayHaveSession: () => true,
  forgetSession: () => undefined,
}
