import { SIGNED_IN_COOKIE } from '@contract/cookies'
import { connectivity } from './connectivity'
import { newId } from './newId'
import type { Platform } from './platform'
import { storage } from './storage'

export const platform: Platform = {
  kind: 'h5',
  wechat: null,
  privacy: null,
  storage,
  connectivity,
  newId: () => newId(),
  mayHaveSession: () => document.cookie.split('; ').includes(`${SIGNED_IN_COOKIE}=1`),
}
