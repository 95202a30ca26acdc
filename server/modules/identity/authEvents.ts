import type { Kysely } from 'kysely'
import type { ProblemCode } from '@contract/problemCodes'
import type { Database } from '../../database/schema'
import { newId } from '../../ids'
import { networkOf, type Caller } from './client'
import type { IdentityDeps } from './deps'

export interface AuthEvent {
  kind:
    | 'signIn'
    | 'signUp'
    | 'signOut'
    | 'sessionEnded'
    | 'smsCode'
    | 'phone'
    | 'proof'
    | 'identityAdded'
    | 'unionConflict'
    | 'consent'
    | 'consentWithdrawn'
    | 'export'
    | 'deletionRequested'
    | 'deletionUndone'
    | 'deletionDone'
    | 'mergeStart'
    | 'mergeProof'
    | 'merge'
    | 'mergeUndo'
    | 'dormancy'
  result: 'ok' | ProblemCode
  userId?: string | null
  otherUserId?: string | null
  sessionId?: string | null
  phoneMark?: string | null
  /** Never a number, code, token, openid, or id of an account. */
  detail?: string
}

/** Appends to the record: who, when, where, what, and how it ended. */
export async function recordEvent(deps: IdentityDeps, caller: Caller, event: AuthEvent, db: Kysely<Database> = deps.db): Promise<void> {
  await db
    .insertInto('auth_event')
    .values({
      id: newId(),
      at: new Date(deps.clock.now()),
      kind: event.kind,
      result: event.result,
      user_id: event.userId ?? null,
      other_user_id: event.otherUserId ?? null,
      session_id: event.sessionId ?? null,
      phone_mark: event.phoneMark ?? null,
      client: caller.client,
      place: networkOf(caller.ip),
      request_id: caller.requestId,
      detail: event.detail ?? null,
    })
    .execute()
}
