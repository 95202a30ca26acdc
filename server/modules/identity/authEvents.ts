import type { Kysely } from 'kysely'
import type { ProblemCode } from '@contract/problemCodes'
import type { Clock } from '../../clock'
import type { Database } from '../../database/schema'
import { newId } from '../../ids'
import { networkOf, type Caller } from './client'

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

/**
 * Appends to the record: who, when, where, what, and how it ended. What was done is recorded in the transaction that does
 * it (`db`), so that neither is there without the other; what was refused, after that was rolled back.
 */
export async function recordEvent(deps: { db: Kysely<Database>; clock: Clock }, caller: Caller, event: AuthEvent, db: Kysely<Database> = deps.db): Promise<void> {
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
